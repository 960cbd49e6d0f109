/** What Node says of a connection that broke or cannot be made. */
const brokenConnection = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN"]);

/**
 * What PostgreSQL says while it cannot serve anybody: connection exceptions (class 08, but for 08P01, a message nobody understood), no room or no connection left (53), shut down,
 * crashed or starting up (57P01 to 57P03), and a standby that nobody has made the primary yet (25006).
 */
const awayStates = /^(08(?!P01)|53|57P0[123]|25006)/;

/** `pg` names these by their words only. */
const awayWords = /^(Connection terminated|timeout exceeded when trying to connect|Client (was closed|has encountered a connection error) and is not queryable)/;

/** Whether an error says that the database could not be reached or serves nobody now, and not that a statement was wrong: the same work may go well a little later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return (typeof code === "string" && (brokenConnection.has(code) || awayStates.test(code))) || awayWords.test(error.message) || isDatabaseAway(cause);
}

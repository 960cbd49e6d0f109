/** What a caller did wrong or may not do, in words for people. Mapped once to GraphQL by the API. */
export type HubErrorCode =
  | "INVALID"
  | "NOT_FOUND"
  | "CONFLICT"
  | "STALE_VERSION"
  | "NOT_ALLOWED"
  | "NOT_CONNECTED"
  | "ALREADY_SYNCING"
  | "BLOCKED_BY_PROBLEM"
  | "MAPPING_TARGET_INACTIVE"
  | "LIMIT_EXCEEDED"
  | "CONFIGURATION";

/** Empty for anything that is no Error. */
function stackWithoutMessage(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  return stack.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 12).join("\n");
}

/**
 * The error's code (PostgreSQL's SQLSTATE, Node's system code) and place, for a log: its stack without its message, for messages of
 * databases quote the values at fault (design section 3: no record's data in a log).
 */
export function whereOf(error: unknown): { error: string; code: string | null; stack: string } {
  const code = (error as { code?: unknown } | null)?.code;
  return { error: error instanceof Error ? error.name : "thrown value", code: typeof code === "string" ? code : null, stack: stackWithoutMessage(error) };
}

/** A refusal: `code` for machines, `message` for people (it says what to do), `field` the input path at fault. */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: HubErrorCode;
  readonly field: readonly string[];

  constructor(code: HubErrorCode, message: string, field: readonly string[] = []) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

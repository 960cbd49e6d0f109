import type { Pool } from "pg";

/**
 * Keeps a connection that the server ends from ending the process. node-postgres emits the loss on the client, and an `error` nobody
 * listens to is thrown; a pool listens to its idle clients only, so one in use would take the process along. Whoever uses it hears of it
 * from the statement that fails, and the pool opens another one. To be called before the pool makes its first connection.
 */
export function surviveLostConnections(pool: Pool, note: (error: unknown) => void): void {
  pool.on("connect", (client) => {
    let isLost = false;
    client.on("error", (error) => {
      // The server's last word, then the end of the connection: one loss.
      if (!isLost) note(error);
      isLost = true;
    });
  });
  // The pool tells of its idle clients a second time.
  pool.on("error", () => undefined);
}

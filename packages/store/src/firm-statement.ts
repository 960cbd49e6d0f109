import { createHash } from "node:crypto";
import { Query, type Connection, type PoolClient } from "pg";

/** The role all work of the application is done under: it owns nothing, and row-level security binds it. */
export const appRole = "tieout_app";

const enterFirm = `select set_config('role', '${appRole}', true), set_config('hub.firm_id', $1, true)`;

/** What `pg` gives every query to speak the extended protocol with; its types leave it out. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  /** Texts of statements that were sent to be prepared and not heard of yet, by name. */
  readonly submittedNamedStatements: Record<string, string>;
  parse(message: { text: string; name?: string }): void;
  bind(message: { values: readonly string[] }): void;
  execute(message: { rows: number }): void;
}

interface Inherited {
  hasBeenParsed(connection: Connection): boolean;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
}

const inherited = Query.prototype as unknown as Inherited;

const names = new Map<string, string>();

/** The same text has the same name in every process, also where a pooler lends one connection to several. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? `firm_${createHash("sha256").update(sql).digest("hex").slice(0, 24)}`;
  names.set(sql, name);
  return name;
}

/**
 * One statement in a firm: role and firm are set by a first statement that travels with it. What goes to PostgreSQL without a Sync in
 * between is one transaction, so that both hold for this statement alone, and one exchange does what `begin`, two settings, the
 * statement and `commit` do in three. It is prepared once a connection: planning the two statements of an idle hour costs PostgreSQL more
 * than doing them.
 */
class FirmStatement extends Query {
  readonly #firmId: string;
  readonly #statement: { name: string; text: string };
  #isEntered = false;

  constructor(firmId: string, sql: string, params: readonly unknown[], done: (error: Error | null, result: { rows: object[] }) => void) {
    const statement = { name: nameOf(sql), text: sql };
    super({ ...statement, callback: done } as never, [...params]);
    this.#firmId = firmId;
    this.#statement = statement;
  }

  override submit = (connection: Connection): void => {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    try {
      // Before anything else, for `pg` takes the first thing parsed for the statement it waits for.
      if (!inherited.hasBeenParsed.call(this, connection)) {
        wire.parse(this.#statement);
        wire.submittedNamedStatements[this.#statement.name] = this.#statement.text;
      }
      wire.parse({ text: enterFirm });
      wire.bind({ values: [this.#firmId] });
      wire.execute({ rows: 0 });
      Query.prototype.submit.call(this, connection);
    } finally {
      wire.stream.uncork();
    }
  };

  /** The first statement's row is of no interest, and nothing described it. */
  handleDataRow(message: unknown): void {
    if (this.#isEntered) inherited.handleDataRow.call(this, message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    if (this.#isEntered) inherited.handleCommandComplete.call(this, message, connection);
    this.#isEntered = true;
  }
}

/** Runs one statement under a firm, as a transaction of its own. */
export function askInFirm<Row extends object>(client: PoolClient, firmId: string, sql: string, params: readonly unknown[]): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    client.query(new FirmStatement(firmId, sql, params, (error, result) => (error ? reject(error) : resolve(result.rows as Row[]))));
  });
}

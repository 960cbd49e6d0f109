import { connectionSettings, type ConnectionSettings, type LedgerKind } from "@tieout/domain";
import { recordUrl } from "@tieout/quickbooks";
import { currentConnection, type ConnectionRow, type FirmSession } from "@tieout/store";
import type { Container } from "../../container.js";

/** The firm's connection, read once a request, and where its records open in QuickBooks. */
export class LedgerLinks {
  readonly #app: Pick<Container, "vault" | "config">;
  readonly #read: <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>;
  #connection: Promise<ConnectionRow | null> | null = null;

  constructor(app: Pick<Container, "vault" | "config">, read: <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>) {
    this.#app = app;
    this.#read = read;
  }

  /** The present connection; null before the first one. */
  connection(): Promise<ConnectionRow | null> {
    this.#connection ??= this.#read(currentConnection);
    return this.#connection;
  }

  /** After something changed it. */
  forget(): void {
    this.#connection = null;
  }

  /** Where a person opens the record; null without an id, and where the firm switched links off (R21). */
  async urlOf(kind: string, id: string | null): Promise<string | null> {
    const connection = await this.connection();
    if (!connection || id === null || !connectionSettings(connection.settings as Partial<ConnectionSettings>).showLinks) return null;
    const { vault, config } = this.#app;
    const target = { environment: connection.environment, baseUrl: config.quickBooks.emulatorUrl ?? undefined };
    if (connection.environment === "emulator" && !target.baseUrl) return null;
    return recordUrl(target, vault.open(connection.realmCipher, connection.id), kind as LedgerKind, id);
  }
}

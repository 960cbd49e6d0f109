import { PostgresBackend } from "@agendajs/postgres-backend";
import { whereOf } from "@tieout/domain";
import { Agenda } from "agenda";
import { Pool } from "pg";
import type { Logger } from "pino";
import { surviveLostConnections } from "../lost-connections.js";

export type TickKind = "clients" | "invoices" | "timesheets" | "tie-out" | "notifications";

export interface Ticker {
  /** Lets running ticks end, then stops. */
  stop(): Promise<void>;
}

export interface TickerOptions {
  databaseUrl: string;
  /** Called each minute for each kind, by one process of many. It may be called twice or late: due-ness is computed from our own table. */
  onTick(kind: TickKind): Promise<unknown>;
  logger: Logger;
}

/** The three recurring syncs, the nightly proof and what people are told, by the names operators read. */
const jobs: Record<TickKind, string> = { clients: "client sync tick", invoices: "invoice sync tick", timesheets: "timesheet sync tick", "tie-out": "tie-out tick", notifications: "notification tick" };

/**
 * Agenda as the ticker, and nothing more: it neither fences nor keeps a killed run, so every tick only looks for what is due in our
 * schedule table (reliability 5.3). Its table is made by our migration, its pool is its own, and a lost
 * database connection ends neither it nor the process.
 */
export async function startTicker({ databaseUrl, onTick, logger }: TickerOptions): Promise<Ticker> {
  const pool = new Pool({ connectionString: databaseUrl, max: 3, options: "-c search_path=agenda", application_name: "tieout-ticker" });
  const note = (error: unknown) => logger.warn(whereOf(error), "the ticker lost the database; it reconnects by itself");
  surviveLostConnections(pool, note);
  const backend = new PostgresBackend({ pool, ensureSchema: false });
  backend.notificationChannel?.on("error", note);
  const agenda = new Agenda({ backend, processEvery: "10 seconds", defaultLockLifetime: 60_000, maxConcurrency: 3 });
  agenda.on("error", note);
  for (const [kind, name] of Object.entries(jobs) as [TickKind, string][]) {
    agenda.define(name, async () => {
      try {
        await onTick(kind);
      } catch (error) {
        logger.error({ kind, ...whereOf(error) }, "a tick failed; the next one looks again");
      }
    });
  }
  await agenda.start();
  for (const name of Object.values(jobs)) await agenda.every("1 minute", name, undefined, { skipImmediate: false });
  return {
    async stop() {
      await agenda.drain();
      await agenda.stop();
      await backend.disconnect();
      await pool.end();
    },
  };
}

import type { TurnLimits } from "@tieout/store";
import { Client } from "pg";
import { addInvoices, approve, foundFirm, setUp, type BenchFirm } from "../../sync/firm.js";
import { startWorker, type SyncWorker } from "../../sync/worker.js";
import { linearRatio, mostMemoryMb, type ScaleBench } from "./bench.js";
import { growthOf, told } from "./growth.js";
import { peakMb, watchLoad, type Load } from "./load.js";
import { judge } from "./stage.js";

/** What planning so many invoices cost, and what it cost to send them. */
export interface InvoiceLoad {
  invoices: number;
  plan: Load;
  push: Load;
}

const clients = 1_000;
/** Written and made final as people do; the others are copies of them. */
const models = 100;
/** More than is ever sent. */
const turnLimits: TurnLimits = { perSecond: 1_000, perMinute: 1_000_000, batchesPerMinute: 1_000_000, secondMarginMs: 0, callMarginMs: 0, batchMarginMs: 0, othersMarginMs: 0 };

/**
 * So many new invoices in one plan, which a person looks at and approves; then all of them are sent. Intuit's limits are lifted for
 * it: what they cost in time is measured elsewhere, here is counted what is sent, and whether twice.
 */
export async function pushInvoices({ emulator, foundCompany, makeDatabase, say, tally }: ScaleBench, invoices: number, earlier: InvoiceLoad | null): Promise<InvoiceLoad> {
  await using database = await makeDatabase();
  const firm = await foundFirm(database.url, await foundCompany(`${invoices} invoices`, clients));
  try {
    await addInvoices(firm, models, await setUp(firm));
    await prepare(database.url, firm.firmId, invoices / models - 1);
    const worker = await startWorker(firm.env, { config: { batchesPerMinute: turnLimits.batchesPerMinute }, turnLimits });
    const planned = await watchLoad(database.url, worker.pid);
    const planId = await planInvoices(firm, worker);
    const plan = await planned();
    const planMb = peakMb(worker.pid);
    const pushed = await watchLoad(database.url, worker.pid);
    await approve(firm, worker, planId);
    const push = await pushed();
    const pushMb = peakMb(worker.pid);
    say(`${invoices} invoices, planned: ${told({ records: invoices, load: plan })}`);
    say(`${invoices} invoices, sent: ${told({ records: invoices, load: push })}`);
    const there = emulator.state.records(firm.company.realmId, "Invoice").length;
    const load = { invoices, plan, push };
    const missed = [
      ...(there === invoices ? [] : [`QuickBooks has ${there} invoices, not ${invoices}`]),
      ...(earlier ? (["plan", "push"] as const).flatMap((stage) => growthOf(stage === "plan" ? "planning invoices" : "sending invoices", { records: earlier.invoices, load: earlier[stage] }, { records: invoices, load: load[stage] }, linearRatio, say)) : []),
    ];
    const outcome = await judge(firm, worker, emulator, missed);
    // In the hour after, all of them come back with the change feed.
    const memoryMb = peakMb(worker.pid);
    say(`${invoices} invoices: at most ${planMb} MB in the sync's process until they were planned, ${pushMb} until they were sent, ${memoryMb} in all`);
    tally.add(`${invoices} invoices`, { ...outcome, failures: [...outcome.failures, ...(memoryMb > mostMemoryMb ? [`the sync's process took ${memoryMb} MB, at most ${mostMemoryMb}`] : [])] });
    await worker.stop();
    return load;
  } finally {
    await firm.close();
  }
}

/** A dry run: everything is planned, nothing is sent. Answers the plan. */
async function planInvoices({ app, firmId, connectionId, actor }: BenchFirm, worker: SyncWorker): Promise<string> {
  const { runId } = await app.engine.request({ firmId, connectionId, kind: "invoices", trigger: "user", requestedBy: actor.name, scope: { isPlanOnly: true } });
  const ended = await worker.finishRun(runId);
  const [plan] = await app.store.withFirm(firmId, ({ query }) => query<{ id: string }>("select id from hub.plan where run_id = $1 and state = 'open'", [runId]));
  if (ended !== "awaiting-approval" || !plan) throw new Error(`The plan of the invoices ended ${ended}.`);
  return plan.id;
}

/** Copies every invoice there is so often, spread over the clients. The triggers list the copies as work for the sync, like any other. */
async function prepare(databaseUrl: string, firmId: string, copies: number): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    const { rows: columns } = await owner.query<{ table: string; name: string }>(
      "select table_name as \"table\", column_name as name from information_schema.columns where table_schema = 'hub' and table_name in ('invoice', 'invoice_line') and is_generated = 'NEVER' order by ordinal_position",
    );
    const { rows: written } = await owner.query<{ id: string }>("select id from hub.invoice where firm_id = $1 order by id", [firmId]);
    for (const table of ["invoice", "invoice_line"] as const) {
      const names = columns.filter((column) => column.table === table).map(({ name }) => name);
      await owner.query(
        `insert into hub.${table} (${names.join(", ")})
         with client as (select id, (row_number() over (order by display_name, id) - 1)::int as place from hub.client where firm_id = $1),
              model as (select id, place::int from unnest($3::uuid[]) with ordinality as written(id, place))
         select ${names.map((name) => copyOf(table, name)).join(", ")} from hub.${table} t join model on model.id = t.${table === "invoice" ? "id" : "invoice_id"}
         cross join generate_series(1, $2::int) as copy join client on client.place = (model.place + copy * ${models}) % ${clients} where t.firm_id = $1`,
        [firmId, copies, written.map(({ id }) => id)],
      );
    }
  } finally {
    await owner.end();
  }
}

/** What a column of a copy holds; `t` is the model's row. */
function copyOf(table: "invoice" | "invoice_line", name: string): string {
  if (name === "id") return "md5(t.id::text || copy)::uuid";
  if (name === "invoice_id") return "md5(t.invoice_id::text || copy)::uuid";
  if (name === "client_id") return "client.id";
  if (table === "invoice" && name === "number") return "case when t.number is not null then 'C' || copy || '-' || t.number end";
  return `t.${name}`;
}

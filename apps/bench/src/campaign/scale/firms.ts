import { newId } from "@tieout/domain";
import { blankUs } from "@tieout/quickbooks-emulator";
import { check, readEvidence, type Violation } from "@tieout/testkit/checker";
import { Client } from "pg";
import { startApiProcess } from "../../api-process.js";
import { foundFirm, importEverything, type BenchFirm } from "../../sync/firm.js";
import { startWorker } from "../../sync/worker.js";
import type { ScaleBench } from "./bench.js";
import { peakMb, watchLoad } from "./load.js";

/** Firms of a full node. Of them a sixth come due in ten minutes; fewer firms are made to come due as quickly after each other. */
export const allFirms = 10_000;
const hourSeconds = 3_600;
const wholeSeconds = 600;
/** The ticker looks once a minute, and a burst of a minute is worked off in the next. */
const promisedSeconds = 120;
/** Cores of the node the promise is for, and how much of them the sync may take. */
const node = { cores: 2, share: 0.25 } as const;
/** Firms whose books are held against every promise afterwards. */
const sampled = 20;

/**
 * The product's own process, web and worker in one, on a node with so many connected firms, each with a company and a sign-in of its own: one
 * real hour's share, in which nothing happened on either side. Every tick renews its token, which is an hour old, and asks the change feed.
 */
export async function keepFirms({ emulator, foundCompany, makeDatabase, say, tally }: ScaleBench, firms: number, next: () => number): Promise<void> {
  const isWhole = firms >= allFirms;
  const windowSeconds = isWhole ? wholeSeconds : Math.ceil((firms * hourSeconds) / allFirms);
  await using database = await makeDatabase();
  const model = await foundFirm(database.url, await foundCompany("The model firm", 3));
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  try {
    const worker = await startWorker(model.env);
    await importEverything(model, worker);
    await worker.stop();
    const realms = await cloneFirms(owner, model, emulator, firms, isWhole ? hourSeconds : windowSeconds);
    say(`${firms} firms connected`);
    await owner.query("vacuum analyze");
    await moveToFullHour(owner, emulator);
    const api = await startApiProcess(model.env);
    const loaded = await watchLoad(database.url, api.pid);
    const watchedFrom = emulator.journal.at(-1)?.seq ?? 0;
    const ownBefore = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, (windowSeconds + promisedSeconds) * 1_000));
    const load = await loaded();
    const own = process.cpuUsage(ownBefore);
    const due = await readTicks(owner, windowSeconds);
    const asked = feedsAsked(emulator, watchedFrom);
    const memoryMb = peakMb(api.pid);
    await api.stop();
    const share = load.workerMs / (load.wallSeconds * 1_000) / node.cores;
    const perTick = (ms: number) => (ms / Math.max(1, due.done)).toFixed(1);
    say(`${due.all} firms came due in ${windowSeconds} s: ${due.done} synced, ${asked} companies asked for their changes, ${due.late} later than ${promisedSeconds} s, the last after ${due.worstSeconds.toFixed(0)} s`);
    say(`API and worker ${(share * 100).toFixed(1)} % of ${node.cores} cores, ${perTick(load.workerMs)} ms a tick, ${memoryMb} MB; PostgreSQL ${perTick(load.postgresMs)} ms a tick; ${(load.statements / Math.max(1, due.done)).toFixed(1)} statements a tick, looking for work included`);
    say(`apart from the product: the emulated companies and this campaign ${perTick((own.user + own.system) / 1_000)} ms a tick`);
    const violations = await sampleFirms(model, emulator, owner, realms, next);
    const failures = [
      ...(due.done === 0 ? ["no firm came due"] : []),
      ...(asked < due.done ? [`${due.done} firms were synced, but only ${asked} companies were asked`] : []),
      ...(due.late > 0 ? [`${due.late} of ${due.all} firms were synced later than ${promisedSeconds} s, or not at all`] : []),
      ...(share > node.share ? [`the product took ${(share * 100).toFixed(1)} % of ${node.cores} cores, at most ${node.share * 100} %`] : []),
      ...violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`),
    ];
    tally.add(`${firms} firms`, { violations, cyclesToQuiet: 1, failures });
  } finally {
    await owner.end();
    await model.close();
  }
}

/** Tables a connected firm that is at rest has rows in, parents first. */
const cloned = ["firm", "ledger_connection", "ledger_grant", "ledger_cursor", "ledger_record", "client", "link", "record_sync", "schedule"] as const;

/** Makes firms like the model, each with a company and a grant of its own. Their ids are drawn until their hour's moment falls into the first `spreadSeconds`. Returns the companies by firm. */
async function cloneFirms(owner: Client, model: BenchFirm, emulator: ScaleBench["emulator"], firms: number, spreadSeconds: number): Promise<Map<string, string>> {
  const customers = emulator.state.records(model.company.realmId, "Customer");
  const { rows: ids } = await owner.query<{ id: string }>(
    `select id from (select gen_random_uuid() as id from generate_series(1, $1::int)) as drawn where abs(hashtextextended(id::text, 0) % ${hourSeconds}) < $2 limit $3`,
    [Math.ceil((firms * hourSeconds * 2) / spreadSeconds), spreadSeconds, firms],
  );
  const { rows: columns } = await owner.query<{ table: string; name: string; type: string }>(
    'select table_name as "table", column_name as name, data_type as type from information_schema.columns where table_schema = \'hub\' and table_name = any($1) and is_generated = \'NEVER\' order by ordinal_position',
    [cloned],
  );
  const realms = new Map<string, string>();
  // What the triggers would list as work for the sync is none.
  await owner.query("set hub.is_engine = 'on'");
  for (let from = 0; from < ids.length; from += 500) {
    const given = ids.slice(from, from + 500).map(({ id: firmId }, index) => {
      const blank = blankUs(`Firm ${from + index + 1}`);
      const realmId = emulator.createCompany({ ...blank, records: { ...blank.records, Customer: customers } });
      const { accessToken, refreshToken } = emulator.mintGrant({ realmId });
      const connectionId = newId();
      realms.set(firmId, realmId);
      const seal = (text: string) => model.app.vault.seal(text, connectionId);
      return { firmId, connectionId, realm: seal(realmId), hash: model.app.vault.fingerprint(realmId), access: seal(accessToken), refresh: seal(refreshToken) };
    });
    for (const table of cloned) {
      const own = columns.filter((column) => column.table === table);
      const values = own.map((column) => valueOf(table, column));
      const key = table === "firm" ? "id" : "firm_id";
      await owner.query(
        `insert into hub.${table} (${own.map(({ name }) => `"${name}"`).join(", ")}) select ${values.join(", ")} from hub.${table} as t
         cross join jsonb_to_recordset($2::jsonb) as g("firmId" uuid, "connectionId" uuid, realm text, hash text, access text, refresh text) where t.${key} = $1`,
        [model.firmId, JSON.stringify(given)],
      );
    }
  }
  return realms;
}

/** What a column of a cloned row holds; `t` is the model's row, `g` the new firm. Ids follow from the model's, so that they fit together. */
function valueOf(table: string, { name, type }: { name: string; type: string }): string {
  const column = `t."${name}"`;
  if (name === "firm_id" || (table === "firm" && name === "id")) return 'g."firmId"';
  if (name === "connection_id" || (table === "ledger_connection" && name === "id")) return 'g."connectionId"';
  if (type === "uuid") return `md5(${column}::text || g."firmId"::text)::uuid`;
  const special: Record<string, string> = {
    realm_cipher: "g.realm", realm_hash: "g.hash", access_cipher: "g.access", refresh_cipher: "g.refresh",
    // An hour has passed since the last tick, in which every token ran out; the daily sweeps fall into every hour alike.
    access_expires_at: "hub.hub_now()",
    swept_at: `case when t.feed = 'changes' then ${column} else ${column} - make_interval(secs => abs(hashtextextended('sweep ' || g."firmId"::text, 0) % 79200)) end`,
  };
  return (table.startsWith("ledger_") && special[name]) || column;
}

/**
 * A full hour begins on both sides, and every firm's next tick is the one of its place in that hour. It is the full hour after the next: a company
 * that was read less than half an hour ago would not be asked again, whatever minute this is started in.
 */
async function moveToFullHour(owner: Client, emulator: ScaleBench["emulator"]): Promise<void> {
  await owner.query(
    `update hub.schedule set next_due_at = date_trunc('hour', hub.hub_now()) + interval '2 hours' + make_interval(secs => abs(hashtextextended(firm_id::text, 0) % ${hourSeconds})) where kind <> 'tie-out'`,
  );
  const { rows } = await owner.query<{ ms: number }>("select (extract(epoch from date_trunc('hour', hub.hub_now()) + interval '2 hours' - hub.hub_now()) * 1000)::float8 as ms");
  const ms = rows[0]?.ms ?? 0;
  await owner.query("update hub.clock set ahead_by = ahead_by + make_interval(secs => $1)", [ms / 1_000]);
  emulator.advance(ms);
}

/** What became of the ticks of the first `windowSeconds` of the hour. */
async function readTicks(owner: Client, windowSeconds: number): Promise<{ all: number; done: number; late: number; worstSeconds: number }> {
  const { rows } = await owner.query<{ all: number; done: number; late: number; worstSeconds: number }>(
    `with tick as (
       select s.last_success_at, date_trunc('hour', hub.hub_now()) + make_interval(secs => abs(hashtextextended(s.firm_id::text, 0) % ${hourSeconds})) as due
       from hub.schedule s where s.kind = 'clients' and abs(hashtextextended(s.firm_id::text, 0) % ${hourSeconds}) < $1)
     select count(*)::int as all, (count(*) filter (where last_success_at >= due))::int as done, (count(*) filter (where not coalesce(last_success_at >= due and last_success_at <= due + make_interval(secs => $2), false)))::int as late,
       coalesce(max(extract(epoch from last_success_at - due)) filter (where last_success_at >= due), 0)::float8 as "worstSeconds" from tick`,
    [windowSeconds, promisedSeconds],
  );
  if (!rows[0]) throw new Error("There is no schedule.");
  return rows[0];
}

/** Companies that were asked for their changes since an entry of the journal. */
function feedsAsked({ journal }: ScaleBench["emulator"], since: number): number {
  return new Set(journal.filter(({ seq, operation, status }) => seq > since && operation === "cdc" && status === 200).map(({ realmId }) => realmId)).size;
}

async function sampleFirms(model: BenchFirm, emulator: ScaleBench["emulator"], owner: Client, realms: ReadonlyMap<string, string>, next: () => number): Promise<Violation[]> {
  const { rows } = await owner.query<{ id: string }>("select firm_id as id from hub.schedule where kind = 'clients' and last_success_at >= date_trunc('hour', hub.hub_now()) order by firm_id");
  const found: Violation[] = [];
  for (let drawn = 0; drawn < sampled && rows.length > 0; drawn += 1) {
    const firmId = rows[Math.floor(next() * rows.length)]?.id ?? "";
    const realmId = realms.get(firmId);
    if (realmId !== undefined) found.push(...check(await readEvidence({ store: model.app.store, emulator, firmId, realmId })));
  }
  return found;
}

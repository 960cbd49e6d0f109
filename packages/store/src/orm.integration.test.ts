import { connect, createServer, type AddressInfo } from "node:net";
import { Firm, newId } from "@tieout/domain";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore, toDate, type Store } from "./orm.js";
import { createTestDatabase } from "./testing.js";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let store: Store;
const firms = [newId(), newId()] as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await openStore({ url: database.url });
  for (const id of firms) {
    await store.withFirm(id, ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, $2, 'UTC')", [id, `Firm ${id}`]));
  }
});
afterAll(async () => {
  await store.close();
  await database[Symbol.asyncDispose]();
});

test("a firm sees its own rows and no other firm's", async () => {
  const seen = await store.withFirm(firms[0], ({ query }) => query<{ id: string }>("select id from hub.firm"));
  expect(seen.map((row) => row.id)).toEqual([firms[0]]);
});

test("a connection that lost its role on the way still crosses no firm", async () => {
  await using one = await createTestDatabase();
  const narrow = await openStore({ url: one.url, poolSize: 1 });
  for (const id of firms) await narrow.withFirm(id, ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, $2, 'UTC')", [id, id]));
  await narrow.withoutFirm((query) => query("set role none"));
  expect((await narrow.withFirm(firms[1], ({ query }) => query<{ id: string }>("select id from hub.firm"))).map(({ id }) => id)).toEqual([firms[1]]);
  await narrow.close();
});

test("a single statement sees its firm's rows and no other's, leaves nothing set behind, and stands alone", async () => {
  await using one = await createTestDatabase();
  const narrow = await openStore({ url: one.url, poolSize: 1 });
  for (const id of firms) await narrow.askFirm(id, ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, $2, 'UTC')", [id, id]));
  await narrow.withoutFirm((query) => query("set role none"));
  expect(await narrow.askFirm(firms[1], ({ query }) => query("select id, current_user::text as role from hub.firm"))).toEqual([{ id: firms[1], role: "tieout_app" }]);
  expect(await narrow.withoutFirm((query) => query("select current_user::text <> 'tieout_app' as \"isOut\", nullif(current_setting('hub.firm_id', true), '') as firm"))).toEqual([{ isOut: true, firm: null }]);
  await narrow.withoutFirm((query) => query("set role tieout_app"));
  expect(await narrow.withoutFirm((query) => query("select id from hub.firm"))).toEqual([]);
  await expect(narrow.askFirm(firms[0], ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, 'x', 'UTC')", [newId()]))).rejects.toThrow(/row-level security/);
  for (const _time of ["first", "second"]) await expect(narrow.askFirm(firms[0], ({ query }) => query("select nothing"))).rejects.toThrow(/"nothing"/);
  const half = (id: string) => narrow.askFirm(firms[0], ({ query }) => query("select 1 / (id <> $1)::int as whole from hub.firm", [id]));
  await expect(half(firms[0])).rejects.toThrow(/division by zero/);
  expect(await half(firms[1])).toEqual([{ whole: 1 }]);
  await expect(narrow.askFirm(firms[0], ({ query }) => query("select now()").then(() => query("select now()")))).rejects.toThrow(/withFirm/);
  await expect(narrow.askFirm("'; drop", ({ query }) => query("select 1"))).rejects.toThrow(/named by its id/);
  expect(await narrow.askFirm(firms[0], ({ query }) => query("update hub.firm set name = $2 where id = $1 returning name", [firms[0], "Its one name"]))).toEqual([{ name: "Its one name" }]);
  await narrow.close();
});

test("behind a pooler that drops the start-up options the store says so and does not open", async () => {
  const target = new URL(database.url);
  const pooler = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    near.once("data", (first) => {
      const pairs = first.subarray(8).toString().split("\0");
      const kept = pairs.flatMap((key, index) => (index % 2 === 0 && key !== "" && key !== "options" ? [key, pairs[index + 1] ?? ""] : []));
      const body = Buffer.from(`${kept.join("\0")}\0\0`);
      const head = Buffer.from(first.subarray(0, 8));
      head.writeInt32BE(body.length + 8);
      far.write(Buffer.concat([head, body]));
      near.pipe(far);
    });
    far.pipe(near);
    for (const socket of [near, far]) socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => pooler.listen(0, "127.0.0.1", resolve));
  const through = new URL(database.url);
  through.hostname = "127.0.0.1";
  through.port = String((pooler.address() as AddressInfo).port);
  await expect(openStore({ url: through.href })).rejects.toThrow(/ignores the role of a connection/);
  pooler.close();
});

test("nobody can write a row into another firm", async () => {
  await expect(
    store.withFirm(firms[0], ({ query }) => query("insert into hub.firm (id, name, time_zone) values ($1, 'x', 'UTC')", [newId()])),
  ).rejects.toThrow(/row-level security/);
});

test("without a firm nothing is visible", async () => {
  expect(await store.withoutFirm((query) => query("select * from hub.firm"))).toEqual([]);
});

test("a throw rolls the whole session back", async () => {
  await expect(
    store.withFirm(firms[0], async ({ query }) => {
      await query("update hub.firm set name = 'changed'");
      throw new Error("stop");
    }),
  ).rejects.toThrow("stop");
  const [row] = await store.withFirm(firms[0], ({ query }) => query<{ name: string }>("select name from hub.firm"));
  expect(row?.name).toBe(`Firm ${firms[0]}`);
});

test("plain rows and the unit of work share one transaction, and what was changed is written when it ends", async () => {
  await store.withFirm(firms[1], async ({ em, query }) => {
    await query("update hub.firm set name = 'by SQL'");
    const firm = await em.findOneOrFail(Firm, { id: firms[1] });
    expect(firm.name).toBe("by SQL");
    firm.name = "by the unit of work";
  });
  const [row] = await store.withFirm(firms[1], ({ query }) => query<{ name: string }>("select name from hub.firm"));
  expect(row?.name).toBe("by the unit of work");
});

test("statements sent together are answered one after the other, and one that fails undoes all", async () => {
  const numbers = await store.withFirm(firms[0], ({ query }) => Promise.all([1, 2, 3].map((n) => query<{ n: number }>("select $1::int as n", [n]))));
  expect(numbers.flat().map(({ n }) => n)).toEqual([1, 2, 3]);
  await expect(store.withFirm(firms[0], ({ query }) => Promise.all([query("update hub.firm set name = 'changed'"), query("select 1 / 0")]))).rejects.toThrow(/division by zero/);
  const [row] = await store.withFirm(firms[0], ({ query }) => query<{ name: string }>("select name from hub.firm"));
  expect(row?.name).toBe(`Firm ${firms[0]}`);
});

test("a session ends with its work", async () => {
  const escaped = await store.withFirm(firms[0], async ({ query }) => query);
  await expect(escaped("select 1")).rejects.toThrow(/after its transaction ended/);
});

test("nothing runs as the owner of the tables, with a firm or without", async () => {
  const whoAmI = "select current_user as name";
  expect(await store.withoutFirm((query) => query(whoAmI))).toEqual([{ name: "tieout_app" }]);
  expect(await store.withFirm(firms[0], ({ query }) => query(whoAmI))).toEqual([{ name: "tieout_app" }]);
});

test("tests can move the database's clock", async () => {
  const read = () => store.withFirm(firms[0], ({ query }) => query<{ now: string }>("select hub.hub_now() as now"));
  const owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query("update hub.clock set ahead_by = interval '1 day'");
  await owner.end();
  const [row] = await read();
  expect(toDate(row?.now ?? "").getTime() - Date.now()).toBeGreaterThan(23 * 3_600_000);
});

test("every table of firm rows is isolated", async () => {
  const open = await store.withoutFirm((query) =>
    query(`select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'hub' and c.relkind = 'r' and not c.relforcerowsecurity
             and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'firm_id')`),
  );
  expect(open).toEqual([]);
});

test("which firm it is costs a statement once, not every row it looks at", async () => {
  const tables = await store.withoutFirm((query) => query<{ relname: string }>("select relname from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'firm_rows' where has_table_privilege(c.oid, 'select') order by relname"));
  expect(tables.length).toBeGreaterThan(20);
  const plans = await store.withFirm(firms[0], async ({ query }) => {
    const found: string[] = [];
    for (const { relname } of tables) found.push(JSON.stringify(await query(`explain (verbose) select * from hub.${relname}`)));
    return found;
  });
  for (const plan of plans) {
    expect(plan).toContain("InitPlan");
    expect(plan.match(/current_setting/g) ?? []).toHaveLength(1);
  }
});

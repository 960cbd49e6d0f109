import { updateClient } from "@tieout/practice";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const sent = { businessName: "Lostanswer Trading LLC", email: "books@lostanswer.example" };

/** A new client that arrived in QuickBooks, whose answer did not. */
async function withLostClient() {
  firm = await syncFixture();
  await firm.enabled();
  const client = await firm.addClient(sent);
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "create" }, then: { commitThenDrop: true } });
  const run = await firm.sync();
  expect(run).toMatchObject({ state: "waiting", counts: { checking: 1 } });
  return { client, run };
}

const clients = () => firm.rows("select display_name from hub.client order by display_name");
const customers = () => firm.records("Customer").map((customer) => customer["DisplayName"]);
const creates = () => firm.emulator.journal.filter((entry) => entry.method === "POST" && entry.path.endsWith("/customer"));

async function edit(id: string, details: object): Promise<void> {
  const [row] = await firm.rows<{ version: number }>("select version from hub.client where id = $1", [id]);
  await updateClient(firm.context, { id, expectedVersion: row?.version ?? 0, ...details } as Parameters<typeof updateClient>[1]);
}

test("a new client whose answer was lost may be renamed here: it is found by what was sent, and the new name goes out next", async () => {
  const { client } = await withLostClient();
  await edit(client.id, { businessName: "Lostanswer Renamed LLC", email: "renamed@lostanswer.example" });
  await firm.sync();
  expect(await clients()).toEqual([{ display_name: "Lostanswer Renamed LLC" }]);
  await firm.advance(131);
  await firm.drain();
  await firm.sync();
  expect(firm.logs).toEqual([]);
  expect(await clients()).toEqual([{ display_name: "Lostanswer Renamed LLC" }]);
  expect(customers()).toEqual(["Lostanswer Renamed LLC"]);
  expect(await firm.stateOf("client", client.id)).toBe("synced");
  expect(await firm.problems()).toEqual([]);
  expect(await firm.violations()).toEqual([]);
});

test("a new client whose answer was lost and who was edited in QuickBooks meanwhile: the repeat is answered from memory, and the edit counts all the same", async () => {
  const { client } = await withLostClient();
  const id = firm.records("Customer").find((customer) => customer["DisplayName"] === sent.businessName)?.Id ?? "";
  firm.bookkeeper.change("Customer", id, { PrimaryEmailAddr: { Address: "new@lostanswer.example" } });
  await firm.sync();
  // Until it can be looked up the change feed is read so far that it does not tell of the edit again.
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Customer", operation: "query" }, then: { status: 400, fault: { code: "2010" } } });
  for (let hour = 0; hour < 2; hour += 1) {
    await firm.advance(3_600);
    await firm.sync();
  }
  expect(creates(), "the second was a repeat under the same request id").toHaveLength(2);
  expect(customers()).toEqual([sent.businessName]);
  expect(await firm.rows("select email from hub.client")).toEqual([{ email: "new@lostanswer.example" }]);
  expect(await firm.stateOf("client", client.id)).toBe("synced");
  expect(await firm.violations()).toEqual([]);
});

test("a customer that looks like a client whose answer was lost is not given to another client meanwhile, and is asked about when it was somebody else's", async () => {
  const { client } = await withLostClient();
  await edit(client.id, { businessName: "Lostanswer Renamed LLC", email: "renamed@lostanswer.example" });
  // The old name is free here: somebody else gets it, and the same address.
  const namesake = await firm.addClient(sent);
  const other = firm.bookkeeper.create("Customer", { DisplayName: "Lostanswer, Ann", PrimaryEmailAddr: { Address: sent.email } });
  await firm.sync();
  expect(await firm.rows("select 1 from hub.link where unlinked_at is null and record_id = $1", [namesake.id])).toEqual([]);
  expect(await clients()).toHaveLength(2);
  await firm.advance(131);
  await firm.drain();
  await firm.sync();
  expect(firm.logs).toEqual([]);
  expect(await firm.stateOf("client", client.id)).toBe("synced");
  const [link] = await firm.rows<{ ledger_id: string }>("select ledger_id from hub.link where unlinked_at is null and record_id = $1", [client.id]);
  expect(link?.ledger_id).not.toBe(other.Id);
  expect(await firm.problems()).toMatchObject([{ kind: "possible-duplicate", cause_key: `match:customer:${other.Id}`, facts: { candidateId: namesake.id } }]);
});

test("a record that another client here is linked to by the time its answer is known makes a question, not a broken run", async () => {
  const { client, run } = await withLostClient();
  const [arrived] = firm.records("Customer");
  // Renamed there, it looks like nobody we wait for: it comes here as a client of its own.
  firm.bookkeeper.change("Customer", arrived?.Id ?? "", { DisplayName: "Trading as usual", PrimaryEmailAddr: { Address: "other@usual.example" } });
  await firm.sync();
  expect(await clients()).toHaveLength(2);
  await firm.advance(131);
  await firm.drain();
  expect(firm.logs).toEqual([]);
  expect((await firm.run(run.id)).state).toBe("failed");
  expect(await firm.problems()).toMatchObject([{ kind: "lost-answer-linked", records: 1, facts: { otherId: arrived?.Id, holder: "Trading as usual" } }]);
  expect(await firm.stateOf("client", client.id)).toBe("failed");
  expect(await firm.rows("select 1 from hub.call where state in ('pending', 'sending', 'unknown')")).toEqual([]);
  const before = creates().length;
  await firm.advance(3_600);
  await firm.sync();
  expect(creates()).toHaveLength(before);
});

test("whoever the record belongs to is a person's word: it is taken from the other client, which is left out from then on", async () => {
  const { client } = await withLostClient();
  const [arrived] = firm.records("Customer");
  firm.bookkeeper.change("Customer", arrived?.Id ?? "", { DisplayName: "Trading as usual", PrimaryEmailAddr: { Address: "other@usual.example" } });
  await firm.sync();
  await firm.advance(131);
  await firm.drain();
  const [problem] = await firm.problems();
  await firm.engine.resolve({ firmId: firm.firmId, problemId: problem?.id ?? "", remedy: "link-existing", actor: firm.actor });
  await firm.drain();
  expect(firm.logs).toEqual([]);
  expect(await firm.rows("select record_id, ledger_id from hub.link where unlinked_at is null")).toEqual([{ record_id: client.id, ledger_id: arrived?.Id }]);
  expect(customers()).toHaveLength(1);
  expect(await firm.rows("select reason from hub.set_aside")).toEqual([{ reason: "its record in QuickBooks is that of Lostanswer Trading LLC" }]);
});

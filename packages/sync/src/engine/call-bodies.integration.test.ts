import { callBodies, forgetCallBodies, listRecordEvents } from "@tieout/store";
import { afterEach, expect, test } from "vitest";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

const canary = /canary|anna|@/i;

async function withInvoice(config: object = {}) {
  firm = await syncFixture({ config });
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const client = await firm.addClient({ businessName: "Canary Anna LLC", email: "anna@canary.example" });
  await firm.sync();
  return firm.addInvoice(client.id, [{ category: firm.tax, amount: "25.00" }]);
}

const callsOf = (operation: string) => firm.rows<{ id: string; state: string; body: unknown; response: string | null }>(`select id, state, body, response_body as response from hub.call where operation = '${operation}' order by created_at`);
const historyOf = (invoiceId: string) => firm.inFirm(async (session) => (await listRecordEvents(session, "invoice", invoiceId, { first: 20, after: null })).rows);

test("what was sent and answered is kept with its call, without anybody's name, and the history names the call", async () => {
  const invoice = await withInvoice();
  await firm.sync();
  const calls = await callsOf("create");
  expect(calls.map(({ state }) => state)).toEqual(["ok", "ok"]);
  expect(JSON.stringify(calls)).not.toMatch(canary);
  const [, sent] = calls;
  expect(sent?.body).toMatchObject({ Line: [{ Amount: 25 }] });
  expect(JSON.parse(sent?.response ?? "")).toMatchObject({ Invoice: { Id: expect.any(String), SyncToken: "0", TotalAmt: 25 } });
  const [line] = (await historyOf(invoice.id)).filter(({ action }) => action === "sent");
  expect(line?.callId).toBe(sent?.id);
});

test("items of a batch name the batch's call", async () => {
  const invoice = await withInvoice({ thriftyLimit: 0, batchSize: 2, batchesInFlight: 1 });
  await firm.sync();
  const batch = (await callsOf("batch")).at(-1);
  expect(batch?.body).toMatchObject({ BatchItemRequest: [{ bId: "1", operation: "create", Invoice: { Line: [{ Amount: 25 }] } }] });
  expect(JSON.parse(batch?.response ?? "")).toMatchObject({ BatchItemResponse: [{ bId: "1", Invoice: { TotalAmt: 25 } }] });
  expect((await historyOf(invoice.id)).find(({ action }) => action === "sent")?.callId).toBe(batch?.id);
});

test("a refusal leaves a line in the record's history, with its reason and the call that was refused", async () => {
  const invoice = await withInvoice();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { fault: { code: "6000" } } });
  await firm.sync();
  const refused = (await callsOf("create")).find(({ state }) => state === "refused");
  expect(JSON.parse(refused?.response ?? "")).toMatchObject({ Fault: { Error: [{ code: "6000" }] } });
  const [line] = (await historyOf(invoice.id)).filter(({ action }) => action === "refused");
  expect(line).toMatchObject({ callId: refused?.id, changes: [{ path: "refusal", before: null, after: expect.stringMatching(/\w/) }] });
  expect(line?.runId).not.toBeNull();
});

test("the exact body stays until the outcome is known, for it is what is repeated", async () => {
  await withInvoice();
  // oxlint-disable-next-line unicorn/no-thenable -- the rule's own word, never awaited
  firm.emulator.fault({ when: { entity: "Invoice", operation: "create" }, then: { drop: true } });
  await firm.sync();
  const open = (await callsOf("create")).at(-1);
  expect(open).toMatchObject({ state: "unknown", response: null });
  expect(JSON.stringify(open?.body)).toContain("anna@canary.example");
  await firm.advance(131);
  await firm.drain();
  const settled = (await callsOf("create")).at(-1);
  expect(settled).toMatchObject({ id: open?.id, state: "ok", body: { Line: [{ Amount: 25 }] } });
  expect(JSON.stringify(settled)).not.toMatch(canary);
});

test("what old calls said is forgotten, and the calls stay", async () => {
  await withInvoice();
  await firm.sync();
  const before = await firm.rows<{ id: string }>("select id from hub.call");
  expect(await firm.store.withoutFirm((query) => forgetCallBodies(query, 90, 1_000))).toBe(0);
  await firm.advance(91 * 86_400);
  expect(await firm.store.withoutFirm((query) => forgetCallBodies(query, 90, 1))).toBe(1);
  await firm.store.withoutFirm((query) => forgetCallBodies(query, 90, 1_000));
  const bodies = await firm.inFirm((session) => callBodies(session, before.map(({ id }) => id)));
  expect(bodies.length).toBe(before.length);
  expect(bodies.filter(({ request, response }) => request !== null || response !== null)).toEqual([]);
});

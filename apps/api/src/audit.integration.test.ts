import { createHash, createPublicKey, verify } from "node:crypto";
import { blankUs, createEmulator, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyOf } from "./graphql/shared/global-id.js";
import { startSync } from "./testing/connect.js";
import { startTestApi, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;
let clientId: string;

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Stone Books")], throttle: false });
  api = await startTestApi({ role: "all", emulatorUrl: (await emulator.listen(0)).url });
  const made = await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Kestrel =1+1", notes: "a, \\"b\\"" }) { client { id version } userErrors { message } } }`);
  const { client } = made.data["createClient"];
  clientId = client.id;
  await api.admin.graphql("mutation ($input: UpdateClientInput!) { updateClient(input: $input) { userErrors { message } } }", { input: { clientId, expectedVersion: client.version, phone: "303 555 0100" } });
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

const proofOf = async (args = "") => (await api.admin.graphql(`{ auditProof${args} { isIntact number hash isKnownHashIntact breaks { number what } csvUrl jsonUrl } }`)).data["auditProof"];

test("the trail says who did what to which record, field by field, and each record leads to its own", async () => {
  const { data, errors } = await api.admin.graphql(`query ($id: ID!) { auditEvents(filter: { recordId: $id }) { totalCount nodes { number actor actorKind action recordKind recordId label changes { path before after } } } }`, { id: clientId });
  expect(errors).toEqual([]);
  expect(data["auditEvents"].totalCount).toBe(2);
  const [updated, created] = data["auditEvents"].nodes;
  expect(updated).toMatchObject({ actor: "Ada Lovelace", actorKind: "person", action: "updated", recordKind: "client", recordId: clientId, label: "Kestrel =1+1" });
  expect(updated.changes).toContainEqual({ path: "phone", before: null, after: "303 555 0100" });
  expect(created).toMatchObject({ action: "created" });
  expect(updated.number).toBeGreaterThan(created.number);
});

test("the chain is proven intact, and a hash kept elsewhere catches a rewrite", async () => {
  const before = await proofOf();
  expect(before).toMatchObject({ isIntact: true, breaks: [], isKnownHashIntact: null });
  expect(await proofOf(`(number: ${before.number}, hash: "${before.hash}")`)).toMatchObject({ isIntact: true, isKnownHashIntact: true });
  expect(await proofOf(`(number: ${before.number}, hash: "another")`)).toMatchObject({ isIntact: false, isKnownHashIntact: false });
});

test("the export as lines of JSON can be checked by anybody: every hash, and the signature over the last", async () => {
  const proof = await proofOf();
  const response = await api.admin.fetch(proof.jsonUrl);
  expect(response.headers.get("content-disposition")).toContain("attachment");
  const lines = (await response.text()).trim().split("\n").map((line) => JSON.parse(line));
  const end = lines.pop();
  let previous = end.firm;
  for (const { text, hash } of lines) {
    previous = createHash("sha256").update(`${previous}\n${text}`).digest("hex");
    expect(hash).toBe(previous);
  }
  expect(end).toMatchObject({ number: lines.length, hash: previous });
  expect(previous).toBe(proof.hash);
  expect(verify(null, Buffer.from(`audit ${end.firm} ${end.number} ${end.hash}`), createPublicKey(end.publicKey), Buffer.from(end.signature, "base64url"))).toBe(true);
});

test("the export as CSV has a row for each line and no formula", async () => {
  const proof = await proofOf();
  const rows = (await (await api.admin.fetch(proof.csvUrl)).text()).trim().split("\r\n");
  expect(rows[0]).toContain("number,id,at,record_kind");
  expect(rows).toHaveLength(proof.number + 1);
  expect(rows.at(-1)).toContain(proof.hash);
  expect(rows.filter((row) => /(^|,)=/.test(row))).toEqual([]);
});

test("a line that a call to QuickBooks caused names it in the CSV, and the hash keeps its column", async () => {
  await startSync(api.admin);
  const { data } = await api.admin.graphql("query ($id: ID!) { client(id: $id) { syncState } auditEvents(filter: { recordId: $id }) { nodes { number callId } } }", { id: clientId });
  expect(data["client"].syncState).toBe("SYNCED");
  const { number, callId } = data["auditEvents"].nodes.find((event: { callId: string | null }) => event.callId !== null);
  const proof = await proofOf();
  const rows = (await (await api.admin.fetch(proof.csvUrl)).text()).trim().split("\r\n");
  const sealed = (await (await api.admin.fetch(proof.jsonUrl)).text()).trim().split("\n").map((line) => JSON.parse(line));
  expect(rows[0]).toMatch(/,changes,call_id,hash,call_tries$/);
  const [, tries] = rows[number]?.split(`,${keyOf("LedgerCall", callId, [])},${sealed[number - 1].hash},`) ?? [];
  expect(JSON.parse((tries ?? "").slice(1, -1).replaceAll('""', '"'))).toEqual([{ at: expect.any(String), httpStatus: 200, traceId: emulator.state.journal().find(({ entity, operation }) => entity === "Customer" && operation === "create")?.intuitTid, durationMs: expect.any(Number) }]);
  expect(rows[1]?.endsWith(`,,${sealed[0].hash},`)).toBe(true);
  const { data: shown } = await api.admin.graphql("query ($id: ID!) { ledgerCall(id: $id) { attempts tries { httpStatus traceId isMetered durationMs at } } }", { id: callId });
  expect(shown["ledgerCall"]).toMatchObject({ attempts: 1, tries: [{ httpStatus: 200, traceId: expect.stringMatching(/./), isMetered: false }] });
});

test("the trail is for administrators, bookkeepers and keys with the scope", async () => {
  const proof = await proofOf();
  for (const path of [proof.csvUrl, proof.jsonUrl]) {
    expect((await api.stranger.fetch(path)).status).toBe(401);
    expect((await (await api.person("approver")).fetch(path)).status).toBe(403);
    expect((await (await api.machine("SYNC_READ")).fetch(path)).status).toBe(403);
    expect((await (await api.machine("AUDIT_READ")).fetch(path)).status).toBe(200);
  }
  expect((await (await api.person("viewer")).graphql("{ auditEvents { totalCount } }")).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
});

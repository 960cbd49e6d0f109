import { createHash, verify } from "node:crypto";
import { blankUs, createEmulator, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;
let proof: Parsed;
let tooEarly: Parsed;

const facts = `id asOf result hash documentCount isAuthentic firmName companyName publicKey pdfUrl csvUrl statementUrl trigger requestedBy
  totals { currency hub ledger difference explained residual elsewhere } counts { kind linked waiting hubOnly } check { report compared differences { name } }
  documents(first: 1) { totalCount pageInfo { hasNextPage endCursor } nodes { recordId label clientName reason reasonText isExplained difference hubOpen ledgerOpen ledgerUrl } }
  clients { nodes { name hub ledger difference elsewhere } }`;
const lastProof = async (): Promise<Parsed> => (await api.admin.graphql(`{ tieOut { ${facts} } }`)).data["tieOut"];

async function invoice(clientId: string, categoryId: string, amount: string): Promise<void> {
  const draft = (await api.admin.graphql(`mutation ($id: ID!, $categoryId: ID!, $amount: Decimal!) { createInvoice(input: { clientId: $id, issuedOn: "2026-11-02", lines: [{ description: "Advice", categoryId: $categoryId, amount: $amount }] }) { invoice { id version } userErrors { message } } }`, { id: clientId, categoryId, amount })).data["createInvoice"];
  const done = (await api.admin.graphql("mutation ($input: InvoiceActionInput!) { finalizeInvoice(input: $input) { userErrors { message } } }", { input: { invoiceId: draft.invoice.id, expectedVersion: draft.invoice.version } })).data["finalizeInvoice"];
  if (done.userErrors.length > 0) throw new Error(done.userErrors[0].message);
}

async function runTieOut(input: string): Promise<Parsed> {
  const { run, userErrors } = (await api.admin.graphql(`mutation { runTieOut(input: ${input}) { run { id } userErrors { code message } } }`)).data["runTieOut"];
  expect(userErrors).toEqual([]);
  return until(async () => {
    const found = (await api.admin.graphql("query ($id: ID!) { run(id: $id) { state kind summary calls { metered } } }", { id: run.id })).data["run"];
    return found.state === "SUCCEEDED" ? found : null;
  });
}

beforeAll(async () => {
  emulator = createEmulator({ companies: [blankUs("Stone Books")], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
  const client = (await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Øre & Łódź, LLC" }) { client { id } } }`)).data["createClient"].client;
  const category = (await api.admin.graphql(`mutation { createBillableCategory(input: { code: "TAX", name: "Tax return" }) { category { id } } }`)).data["createBillableCategory"].category;
  await connect(api.admin);
  await api.admin.graphql("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await api.admin.graphql(`mutation { saveConnectionSettings(input: { switches: [] }) { userErrors { message } } }`);
  tooEarly = (await api.admin.graphql("mutation { runTieOut { userErrors { code } } }")).data["runTieOut"].userErrors;
  await api.admin.graphql("mutation { enableConnection { userErrors { message } } }");
  const plan = await until(async () => (await api.admin.graphql("{ plan { id state } }")).data["plan"]);
  await api.admin.graphql("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { userErrors { message } } }", { id: plan.id });
  await until(lastProof);
  await invoice(client.id, category.id, "1250.00");
  await invoice(client.id, category.id, "99.50");
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

test("before the sync is on there is nothing to tie out", () => {
  expect(tooEarly).toEqual([{ code: "NOT_CONNECTED" }]);
});

test("a person ties out, and reads totals, documents page by page and clients", async () => {
  expect(await runTieOut("{ checkReport: false }")).toMatchObject({ kind: "tie-out", summary: expect.stringContaining("explained by"), calls: { metered: 0 } });
  proof = await until(async () => {
    const found = await lastProof();
    return found.trigger === "USER" ? found : null;
  });
  expect(proof).toMatchObject({ result: "EXPLAINED", isAuthentic: true, firmName: "Lovelace & Co", companyName: "Stone Books", requestedBy: "Ada Lovelace", check: null });
  const [total] = proof.totals;
  expect(total).toMatchObject({ currency: "USD", ledger: "0.00", residual: "0.00" });
  expect(total.difference).toBe(total.hub);
  expect(proof.documents.nodes).toMatchObject([{ clientName: "Øre & Łódź, LLC", isExplained: true, ledgerOpen: "0.00", ledgerUrl: null }]);
  expect(proof.documents.totalCount).toBe(proof.documentCount);
  const { data } = await api.admin.graphql(`query ($after: String) { tieOut { documents(first: 1, after: $after) { nodes { recordId } } } node(id: "${proof.id}") { ... on TieOut { hash } } overview { tieOut { id } } tieOuts(isDaily: true) { totalCount nodes { id asOf } } }`, { after: proof.documents.pageInfo.endCursor });
  expect(data["tieOut"].documents.nodes[0].recordId).not.toBe(proof.documents.nodes[0].recordId);
  expect(data).toMatchObject({ node: { hash: proof.hash }, overview: { tieOut: { id: proof.id } }, tieOuts: { totalCount: 1, nodes: [{ id: proof.id }] } });
  expect((await api.admin.graphql(`{ tieOut(date: "2020-01-01") { id } }`)).data["tieOut"]).toBeNull();
});

test("the statement is served as the bytes that were signed; anybody with the public key can check them", async () => {
  const answer = await api.admin.fetch(proof.statementUrl);
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(proof.hash);
  const signature = Buffer.from(answer.headers.get("tieout-signature") ?? "", "base64url");
  expect(verify(null, bytes, proof.publicKey, signature)).toBe(true);
  expect(verify(null, Buffer.from(bytes.toString().replace("1250.00", "1251.00")), proof.publicKey, signature)).toBe(false);
});

test("the report comes as CSV and as PDF, with every document, the hash and the signature", async () => {
  const csv = await (await api.admin.fetch(proof.csvUrl)).text();
  expect(csv.split("\r\n")[0]).toContain("section,currency,client,document");
  expect(csv.split("\r\n").filter((line) => line.startsWith("document,"))).toHaveLength(proof.documentCount);
  expect(csv).toContain('"Øre & Łódź, LLC"');
  expect(csv).toContain(proof.hash);
  const pdf = await api.admin.fetch(proof.pdfUrl);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(pdf.headers.get("content-disposition")).toBe(`attachment; filename="tieout-${proof.asOf}.pdf"`);
  const first = Buffer.from(await pdf.arrayBuffer());
  expect(first.subarray(0, 5).toString()).toBe("%PDF-");
  expect(first.includes("%%EOF")).toBe(true);
  expect(first.equals(Buffer.from(await (await api.admin.fetch(proof.pdfUrl)).arrayBuffer()))).toBe(true);
});

test("reports are for those who may read the firm's money", async () => {
  expect((await api.stranger.fetch(proof.pdfUrl)).status).toBe(401);
  expect((await (await api.person("staff")).fetch(proof.pdfUrl)).status).toBe(403);
  expect((await (await api.person("viewer")).fetch(proof.csvUrl)).status).toBe(200);
  expect((await (await api.machine("SYNC_READ")).fetch(proof.csvUrl)).status).toBe(200);
  expect((await (await api.machine("CLIENTS_READ")).fetch(proof.csvUrl)).status).toBe(403);
  expect((await api.admin.fetch("/tie-outs/nothing.pdf")).status).toBe(404);
  expect((await api.admin.fetch(proof.pdfUrl.replace(".pdf", ".exe"))).status).toBe(404);
  expect((await (await api.person("viewer")).graphql("mutation { runTieOut { userErrors { code } } }")).errors[0]?.extensions["code"]).toBe("FORBIDDEN");
});

test("with QuickBooks' own report it costs two metered reads", async () => {
  expect(await runTieOut("{ checkReport: true }")).toMatchObject({ calls: { metered: 2 } });
  expect((await lastProof()).check).toMatchObject({ report: "CustomerBalanceDetail", compared: 1, differences: [] });
});

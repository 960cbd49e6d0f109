import { createBillableCategory, createClients, createStaffMember } from "@tieout/practice";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi, type TestClient } from "./testing/test-api.js";

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  const { store, clock } = api.api.app;
  const context = { store, clock, actor: { firmId: api.firmId, kind: "system" as const, id: "test", name: "test" } };
  await createStaffMember(context, { firstName: "Ana", lastName: "Ruiz", email: "ana@example.com", rate: "150" });
  await createClients(context, { clients: [{ kind: "business", businessName: "Acme" }] });
  await createBillableCategory(context, { code: "ADV", name: "Advice" });
});
afterAll(() => api[Symbol.asyncDispose]());

const header = "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount ()";
const row = (client: string, day: string, duration = "01:00:00") => `Ana,ana@example.com,${client},Advice,,Call,Yes,${day},09:00:00,${day},10:00:00,${duration},,`;

function upload(client: TestClient, text: string, fields: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([text]), "toggl.csv");
  return client.fetch("/imports", { method: "POST", body: form });
}

const importQuery = "query ($id: ID!) { import(id: $id) { state source fileName rowsRead failure counts { verdict count } values { field value targetId targetLabel isDecided proposals { label } } rows(first: 10) { nodes { line verdict reasons recordId } totalCount } } }";

async function settled(importId: string): Promise<Parsed> {
  return until(async () => {
    const { data } = await api.admin.graphql(importQuery, { id: importId });
    return ["preview", "committed", "failed"].includes(data["import"].state.toLowerCase()) ? data["import"] : null;
  });
}

test("an export is recognised, judged row by row, mapped once and imported once", async () => {
  const text = [header, row("Acme", "2026-03-02"), row("Acme Corporation", "2026-03-03"), row("Acme", "2026-03-04", "nonsense")].join("\n");
  const response = await upload(api.admin, text);
  expect(response.status).toBe(202);
  const received = (await response.json()) as { importId: string; rows: number; kind: string; source: string };
  expect(received).toMatchObject({ kind: "time", source: "toggl", rows: 3 });

  const preview = await settled(received.importId);
  expect(preview).toMatchObject({ state: "PREVIEW", source: "toggl", fileName: "toggl.csv" });
  expect(preview.counts).toContainEqual({ verdict: "REFUSED", count: 1 });
  expect(preview.counts).toContainEqual({ verdict: "NEEDS_MAPPING", count: 1 });
  expect(preview.rows.nodes.find((each: { verdict: string }) => each.verdict === "REFUSED").reasons.length).toBeGreaterThan(0);
  const open = preview.values.find((value: { field: string; value: string }) => value.value === "Acme Corporation");

  const acme = (await api.admin.graphql(`{ clients(filter: { search: "Acme" }) { nodes { id } } }`)).data["clients"].nodes[0];
  const decided = await api.admin.graphql("mutation ($input: DecideImportValuesInput!) { decideImportValues(input: $input) { import { counts { verdict count } } userErrors { message } } }", {
    input: { importId: received.importId, decisions: [{ field: open.field, value: open.value, targetId: acme.id }] },
  });
  expect(decided.data["decideImportValues"].userErrors).toEqual([]);
  const committed = await api.admin.graphql("mutation ($id: ID!) { commitImport(input: { importId: $id }) { import { state rowsDone counts { verdict count } } userErrors { message } } }", { id: received.importId });
  expect(committed.data["commitImport"]).toMatchObject({ import: { state: "COMMITTED" }, userErrors: [] });
  expect((await api.admin.graphql("{ timeEntries { totalCount nodes { minutes status client { displayName } } } }")).data["timeEntries"]).toMatchObject({ totalCount: 2, nodes: [{ minutes: 60, status: "SUBMITTED" }, { minutes: 60 }] });

  const again = await settled(((await (await upload(api.admin, text)).json()) as { importId: string }).importId);
  expect(again.counts).toContainEqual({ verdict: "ALREADY_IMPORTED", count: 2 });
});

test("dates that could be read both ways are asked, not guessed", async () => {
  const text = [header, row("Acme", "03/04/2026"), row("Acme", "05/06/2026")].join("\n");
  const refused = await upload(api.admin, text);
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ problem: "ambiguous-dates" });
  const told = await upload(api.admin, text, { dateFormat: "DD/MM/YYYY" });
  expect(told.status).toBe(202);
  const preview = await settled(((await told.json()) as { importId: string }).importId);
  expect(preview.counts).toEqual([{ verdict: "NEW", count: 2 }]);
});

test("a file that is none of the known ones is refused with what was looked for", async () => {
  const response = await upload(api.admin, "a,b,c\n1,2,3\n");
  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ problem: "unknown-layout" });
});

test("only bookkeepers and keys with both scopes may bring files", async () => {
  expect((await upload(await api.person("viewer"), header)).status).toBe(403);
  expect((await upload(await api.machine("CLIENTS_WRITE"), header)).status).toBe(403);
  expect((await upload(api.stranger, header)).status).toBe(401);
  expect((await upload(await api.machine("CLIENTS_WRITE", "TIME_WRITE"), `${header}\n${row("Acme", "2026-04-01")}`)).status).toBe(202);
});

test("ten thousand rows are read while the answer is long given", async () => {
  const days = Array.from({ length: 10_000 }, (_, index) => row("Acme", `2026-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`, `0${index % 9}:${String(1 + (index % 59)).padStart(2, "0")}:00`).replace("Call", `Call ${index}`));
  const response = await upload(api.admin, [header, ...days].join("\n"));
  expect(response.status).toBe(202);
  const preview = await settled(((await response.json()) as { importId: string }).importId);
  expect(preview.rows.totalCount).toBe(10_000);
});

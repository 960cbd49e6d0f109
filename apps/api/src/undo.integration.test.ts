import { createEmulator, sandboxUs, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, until } from "./testing/connect.js";
import { startTestApi, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;

const ask = (query: string, variables: object = {}) => api.admin.graphql(query, variables as never);
const ended = (id: string) => until(async () => {
  const { state, plan } = (await ask("query ($id: ID!) { run(id: $id) { state plan { id } } }", { id })).data["run"];
  return ["SUCCEEDED", "PARTIAL", "AWAITING_APPROVAL"].includes(state) ? { state, planId: plan?.id } : null;
});
const planUndo = "mutation ($input: PlanUndoInput!) { planUndo(input: $input) { run { id kind } userErrors { code field message } } }";

beforeAll(async () => {
  emulator = createEmulator({ companies: [sandboxUs], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
  await connect(api.admin);
  await ask("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await ask("mutation { saveConnectionSettings(input: { switches: [] }) { userErrors { message } } }");
  await ask("mutation { enableConnection { userErrors { message } } }");
  const plan = await until(async () => (await ask("{ plan { id state } }")).data["plan"]);
  const { run } = (await ask("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { run { id } } }", { id: plan.id })).data["approvePlan"];
  await ended(run.id);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

test("a run is taken back: planned with its verdicts, approved by a person, and shown as taken back where it was done", async () => {
  await ask(`mutation { createClient(input: { kind: BUSINESS, businessName: "Owl House" }) { userErrors { message } } }`);
  const sent = (await ask("mutation { syncNow { run { id } } }")).data["syncNow"].run;
  await ended(sent.id);

  const answer = (await ask(planUndo, { input: { runId: sent.id } })).data["planUndo"];
  expect(answer).toMatchObject({ run: { kind: "undo" }, userErrors: [] });
  const { state, planId } = await ended(answer.run.id);
  expect(state).toBe("AWAITING_APPROVAL");
  const planned = (await ask("query ($id: ID!) { plan(id: $id) { kind state undoOf { runId day changeId } counts { revert compensate impossible } changes(filter: { verdicts: [REVERT] }) { nodes { id label verdict operation isUndone } } } }", { id: planId })).data["plan"];
  expect(planned).toMatchObject({
    kind: "undo", state: "OPEN", undoOf: { runId: sent.id, day: null, changeId: null }, counts: { revert: 1, compensate: 0, impossible: 0 },
    changes: { nodes: [{ label: "Owl House", verdict: "REVERT", operation: "DEACTIVATE", isUndone: false }] },
  });
  const { run } = (await ask("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { run { id } } }", { id: planId })).data["approvePlan"];
  await ended(run.id);
  const { nodes } = (await ask("query ($id: ID!) { run(id: $id) { changes { nodes { label isUndone } } } }", { id: sent.id })).data["run"].changes;
  expect(nodes).toEqual([{ label: "Owl House", isUndone: true }]);
});

test("what names nothing, too much or nothing that was done is refused in words", async () => {
  const refusal = async (input: object) => (await ask(planUndo, { input })).data["planUndo"].userErrors;
  expect(await refusal({})).toMatchObject([{ code: "INVALID" }]);
  const [run] = (await ask("{ runs(first: 1) { nodes { id } } }")).data["runs"].nodes;
  expect(await refusal({ runId: run.id, day: "2026-11-02" })).toMatchObject([{ code: "INVALID" }]);
  expect(await refusal({ day: "2020-01-01" })).toMatchObject([{ code: "NOT_FOUND", message: "Nothing was written on this day, on either side." }]);
  expect(await refusal({ day: "2026-02-31" })).toMatchObject([{ code: "INVALID" }]);
});

import { createEmulator, sandboxUs, type Emulator } from "@tieout/quickbooks-emulator";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, until } from "./testing/connect.js";
import { startTestApi, type Parsed, type TestApi } from "./testing/test-api.js";

let emulator: Emulator;
let api: TestApi;

beforeAll(async () => {
  emulator = createEmulator({ companies: [sandboxUs], throttle: false });
  const { url } = await emulator.listen(0);
  api = await startTestApi({ role: "all", emulatorUrl: url });
  await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Amy Bird Sanctuary LLC", email: "birds@craigs-sample.example" }) { userErrors { message } } }`);
  await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Cool Car LLC", email: "cool_cars@craigs-sample.example" }) { userErrors { message } } }`);
  await connect(api.admin);
  await api.admin.graphql("mutation { confirmCompany(input: { isRight: true }) { userErrors { message } } }");
  await api.admin.graphql(`mutation { saveConnectionSettings(input: { switches: [] }) { userErrors { message } } }`);
  await api.admin.graphql("mutation { enableConnection { userErrors { message } } }");
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await emulator.close();
});

async function question(): Promise<Parsed> {
  const { data } = await api.admin.graphql("{ plan { id state counts { ask link } changes(first: 5, filter: { states: [ASK], recordKinds: [CLIENT] }) { nodes { id label state side decision { choice targetId by at } candidates { kind targetId name email score isActive evidence { code text } } } } } }");
  return data["plan"]?.state === "OPEN" ? data["plan"] : null;
}

test("a possible duplicate is asked with its evidence, decided, taken back and decided again", async () => {
  const plan = await until(question);
  const [asked] = plan.changes.nodes;
  expect(asked).toMatchObject({ state: "ASK", decision: null });
  expect(asked.candidates[0].evidence.length).toBeGreaterThan(0);
  const decide = (choice: string | null, targetId?: string) =>
    api.admin.graphql("mutation ($input: DecideMatchesInput!) { decideMatches(input: $input) { changes { state operation decision { choice by at } } plan { counts { ask } } userErrors { code message field } } }", { input: { planId: plan.id, decisions: [{ changeId: asked.id, choice, ...(targetId && { targetId }) }] } });

  const linked = await decide("LINK", asked.candidates[0].targetId);
  expect(linked.data["decideMatches"]).toMatchObject({ changes: [{ state: "PLANNED", operation: "LINK", decision: { choice: "LINK", by: "Ada Lovelace", at: expect.any(String) } }], plan: { counts: { ask: plan.counts.ask - 1 } }, userErrors: [] });
  // What was decided is still among the questions when somebody comes back to them.
  const { data: again } = await api.admin.graphql("{ plan { changes(filter: { isQuestion: true }) { nodes { id state } } } }");
  expect(again["plan"].changes.nodes).toContainEqual({ id: asked.id, state: "PLANNED" });
  const back = await decide(null);
  expect(back.data["decideMatches"]).toMatchObject({ changes: [{ state: "ASK", decision: null }], plan: { counts: { ask: plan.counts.ask } }, userErrors: [] });
  expect((await decide("CREATE")).data["decideMatches"].changes[0]).toMatchObject({ state: "PLANNED", operation: "CREATE" });

  const run = (await api.admin.graphql("mutation ($id: ID!) { approvePlan(input: { planId: $id }) { run { id } userErrors { message } } }", { id: plan.id })).data["approvePlan"].run;
  await until(async () => ["SUCCEEDED", "PARTIAL"].includes((await api.admin.graphql("query ($id: ID!) { run(id: $id) { state } }", { id: run.id })).data["run"].state));
  expect((await decide(null)).data["decideMatches"].userErrors[0].code).toBe("CONFLICT");
  expect((await api.admin.graphql(`{ clients(filter: { search: "bird" }) { totalCount } }`)).data["clients"].totalCount).toBeGreaterThan(0);
});

test("a question nobody answered is a counted problem that shows the same evidence, and is answered there", async () => {
  const asked = "{ problemCounts { errors } problems(filter: { kinds: [\"possible-duplicate\"] }) { nodes { id severity title question { label state fields { path after } candidates { name targetId score evidence { text } } } } } }";
  const { data } = await api.admin.graphql(asked);
  expect(data["problems"].nodes).toHaveLength(1);
  expect(data["problemCounts"].errors).toBeGreaterThan(0);
  const [problem] = data["problems"].nodes;
  expect(problem).toMatchObject({ severity: "ERROR", question: { state: "ASK", candidates: [{ score: expect.any(Number) }] } });
  expect(problem.question.fields.length).toBeGreaterThan(0);
  expect(problem.question.candidates[0].evidence.length).toBeGreaterThan(0);
  const answer = await api.admin.graphql("mutation ($input: ResolveProblemInput!) { resolveProblem(input: $input) { run { id } userErrors { message } } }", { input: { problemId: problem.id, remedy: "link-existing", values: { candidateId: problem.question.candidates[0].targetId } } });
  expect(answer.data["resolveProblem"].userErrors).toEqual([]);
  expect((await api.admin.graphql(asked)).data["problems"].nodes).toEqual([]);
});

test("a name that QuickBooks has given to a vendor is told with whose it is and where it opens", async () => {
  await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "Bob's Burger Joint" }) { userErrors { message } } }`);
  await api.admin.graphql("mutation { syncNow { userErrors { message } } }");
  const problem = await until(async () => (await api.admin.graphql(`{ problems(filter: { kinds: ["name-taken"] }) { nodes { otherRecord { kind ledgerId name customerName issuedOn total { amount } url } } } }`)).data["problems"].nodes[0]);
  expect(problem.otherRecord).toEqual({ kind: "vendor", ledgerId: "56", name: "Bob's Burger Joint", customerName: null, issuedOn: null, total: null, url: expect.stringMatching(/56$/) });
});

test("a firm that wants to be asked finds what the sync planned open, and approves what it picks", async () => {
  const saved = await api.admin.graphql("mutation { saveConnectionSettings(input: { switches: [], approval: ASK_FIRST }) { connection { settings { approval } } userErrors { message } } }");
  expect(saved.data["saveConnectionSettings"]).toEqual({ connection: { settings: { approval: "ASK_FIRST" } }, userErrors: [] });
  for (const name of ["Dune Press", "Eagle Works"]) await api.admin.graphql(`mutation { createClient(input: { kind: BUSINESS, businessName: "${name}" }) { userErrors { message } } }`);
  const { run } = (await api.admin.graphql("mutation { syncNow { run { id } userErrors { message } } }")).data["syncNow"];
  const stateOf = async (id: string) => (await api.admin.graphql("query ($id: ID!) { run(id: $id) { state } }", { id })).data["run"].state as string;
  await until(async () => (await stateOf(run.id)) === "AWAITING_APPROVAL");
  const { plan } = (await api.admin.graphql("{ plan { id state changes(first: 50, filter: { states: [PLANNED] }) { nodes { id label } } } }")).data;
  const dune = plan.changes.nodes.find(({ label }: { label: string }) => label === "Dune Press");
  const approve = "mutation ($input: ApprovePlanInput!) { approvePlan(input: $input) { plan { id state } run { id } userErrors { code field } } }";
  expect((await api.admin.graphql(approve, { input: { planId: plan.id, changeIds: [] } })).data["approvePlan"].userErrors).toEqual([{ code: "INVALID", field: ["changeIds"] }]);
  const part = (await api.admin.graphql(approve, { input: { planId: plan.id, changeIds: [dune.id] } })).data["approvePlan"];
  expect(part).toMatchObject({ plan: { id: plan.id, state: "OPEN" }, userErrors: [] });
  await until(async () => (await stateOf(part.run.id)) === "SUCCEEDED");
  expect((await api.admin.graphql("query ($id: ID!) { plan(id: $id) { state changes(first: 50, filter: { states: [PLANNED] }) { nodes { label } } } }", { id: plan.id })).data["plan"]).toEqual({
    state: "OPEN", changes: { nodes: plan.changes.nodes.flatMap(({ label }: { label: string }) => (label === "Dune Press" ? [] : [{ label }])) },
  });
  await api.admin.graphql("mutation { saveConnectionSettings(input: { switches: [], approval: AUTOMATIC }) { userErrors { message } } }");
  expect((await api.admin.graphql("query ($id: ID!) { plan(id: $id) { state } }", { id: plan.id })).data["plan"].state).toBe("DISCARDED");
});

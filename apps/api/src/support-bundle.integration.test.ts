import { insertConnection } from "@tieout/store";
import { newId } from "@tieout/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./testing/test-api.js";
import { encodeId } from "./graphql/shared/global-id.js";

let api: TestApi;
const [connectionId, planId, changeId, problemId, callId] = [newId(), newId(), newId(), newId(), newId()];
const person = "Canary, Anna";
const mail = "anna.canary@example.com";
const secret = "RT1-canary-refresh";

beforeAll(async () => {
  api = await startTestApi();
  await api.api.app.store.withFirm(api.firmId, async (session) => {
    const { query } = session;
    await insertConnection(session, { id: connectionId, environment: "emulator", realmCipher: secret, realmHash: newId(), companyName: `${person} Books`, company: { name: `${person} Books`, legalName: person, homeCurrency: "USD" }, authorizedBy: person });
    await query("update hub.ledger_connection set state = 'action-required', state_reason = $1, settings = $2", [person, JSON.stringify({ clients: true, policies: { client: "ask" }, note: secret })]);
    await query("insert into hub.ledger_grant (firm_id, connection_id, access_cipher, refresh_cipher, access_expires_at) values ($1, $2, $3, $3, now())", [api.firmId, connectionId, secret]);
    await query("insert into hub.plan (id, firm_id, connection_id, kind, state) values ($1, $2, $3, 'clients', 'applied')", [planId, api.firmId, connectionId]);
    await query(
      `insert into hub.change (id, firm_id, connection_id, plan_id, seq, flow, kind, record_id, ledger_kind, side, operation, label, fields, state, reason)
       values ($1, $2, $3, $4, 1, 'client.push', 'client', $1, 'customer', 'ledger', 'create', $5, $6, 'refused', $5)`,
      [changeId, api.firmId, connectionId, planId, person, JSON.stringify([{ path: "email", before: null, after: mail }, { path: "amount", before: "1.00", after: "12.50" }])],
    );
    await query(
      `insert into hub.call (id, firm_id, connection_id, change_id, request_id, ledger_kind, operation, method, path, body, state, http_status, trace_id, error, response_body)
       values ($1, $2, $3, $4, 'req-1', 'customer', 'create', 'POST', $5, $6, 'refused', 400, '1-tid-42', $7, '{"Fault":{"Error":[{"code":"6240"}]}}')`,
      [callId, api.firmId, connectionId, changeId, `/query?query=${person}`, JSON.stringify({ DisplayName: person, PrimaryEmailAddr: { Address: mail }, TotalAmt: 12.5 }), JSON.stringify({ code: "6240", faultDetail: `The name ${person} exists` })],
    );
    await query("insert into hub.problem (id, firm_id, connection_id, kind, cause_key, severity, facts) values ($1, $2, $3, 'name-taken', 'x', 'error', $4)", [problemId, api.firmId, connectionId, JSON.stringify({ label: person, faultCode: "6240", faultDetail: mail })]);
    await query("insert into hub.problem_record (firm_id, problem_id, kind, record_id, label, change_id) values ($1, $2, 'client', $3, $4, $3)", [api.firmId, problemId, changeId, person]);
  });
});
afterAll(() => api[Symbol.asyncDispose]());

const thisProblem = { kind: "name-taken", facts: { faultCode: "6240" }, held: 1 };
test.each([["a problem", encodeId("Problem", problemId), expect.objectContaining({ ...thisProblem, facts: expect.objectContaining(thisProblem.facts) })], ["the connection", null, null]])("the bundle about %s has what helps, and no planted name, mail or secret", async (_what, id, problem) => {
  const { data, errors } = await api.admin.graphql("query ($id: ID) { supportBundle(problemId: $id) }", { id });
  expect(errors).toEqual([]);
  const bundle = data["supportBundle"];
  expect(JSON.stringify(bundle)).not.toMatch(/canary|anna|@/i);
  expect(bundle).toMatchObject({
    tieout: expect.stringMatching(/^\d/),
    connection: { state: "action-required", environment: "emulator", settings: { clients: true, policies: { client: "ask" } } },
    changes: [{ flow: "client.push", operation: "create", state: "refused", fields: [{ path: "email", before: null }, { path: "amount", before: "1.00", after: "12.50" }] }],
    calls: [{ method: "POST", path: "/query?…", httpStatus: 400, traceId: "1-tid-42", tries: [], error: { code: "6240", faultDetail: "The name [text of 12] exists" }, body: { TotalAmt: 12.5 }, answer: '{"Fault":{"Error":[{"code":"6240"}]}}' }],
  });
  expect(bundle.problem).toEqual(problem);
});

test("only administrators and bookkeepers may make it", async () => {
  for (const role of ["approver", "viewer", "staff"] as const) {
    const { errors } = await (await api.person(role)).graphql("{ supportBundle }");
    expect(errors[0]?.message).toContain("supportBundle needs the role");
  }
});

const callQuery = "query ($id: ID!) { ledgerCall(id: $id) { id requestBody responseBody traceId error } }";

test("a call shows what was sent and answered, redacted whatever is stored", async () => {
  const { data, errors } = await api.admin.graphql(callQuery, { id: encodeId("LedgerCall", callId) });
  expect(errors).toEqual([]);
  expect(data["ledgerCall"]).toEqual({ id: encodeId("LedgerCall", callId), requestBody: '{"DisplayName":"[text of 12]","PrimaryEmailAddr":{"Address":"[text of 23]"},"TotalAmt":12.5}', responseBody: '{"Fault":{"Error":[{"code":"6240"}]}}', traceId: "1-tid-42", error: { code: "6240", faultDetail: "The name [text of 12] exists" } });
});

test("only administrators and bookkeepers may see a call", async () => {
  for (const role of ["approver", "viewer", "staff"] as const) {
    const { errors } = await (await api.person(role)).graphql(callQuery, { id: encodeId("LedgerCall", callId) });
    expect(errors[0]?.message).toContain("ledgerCall needs the role");
  }
});

import { type GraphQLObjectType, getNamedType, isLeafType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "../../testing/test-api.js";
import { createSchema } from "../schema.js";

let api: TestApi;
const schema = createSchema();
/** What to ask of fields that are records themselves. */
const below: Record<string, string> = {
  address: "{ line1 line2 city state postalCode country }",
  sites: "{ name }",
  unbilled: "{ minutes amount { amount currency } }",
  client: "{ displayName }",
  site: "{ name }",
  link: "{ ledgerId }",
  setAside: "{ by reason }",
  problems: "{ id }",
  history: "{ nodes { action } }",
  invoices: "{ number label total { amount currency } }",
  lines: "{ description amount { amount currency } }",
  linkChoices: "{ ledgerId }",
};

beforeAll(async () => {
  api = await startTestApi();
  const { graphql } = api.admin;
  const made = await graphql(
    `mutation { createBillableCategory(input: { code: "TAX", name: "Tax return", rate: "200" }) { category { id } }
      createClient(input: { kind: BUSINESS, businessName: "Stone Works", email: "office@stone.example", phone: "555-0100", notes: "n", address: { line1: "1 Quay", city: "Denver" } }) { client { id } } }`,
  );
  const { client } = made.data["createClient"];
  await graphql(
    `mutation ($client: ID!, $category: ID!) {
      createSite(input: { clientId: $client, name: "Yard" }) { site { id } }
      createInvoice(input: { clientId: $client, issuedOn: "2026-03-31", lines: [{ description: "Work", categoryId: $category, amount: "120.00" }] }) { invoice { id } userErrors { message } } }`,
    { client: client.id, category: made.data["createBillableCategory"].category.id },
  );
});
afterAll(() => api[Symbol.asyncDispose]());

/** Every field of a type as a selection. */
function fieldsOf(type: string): { name: string; text: string }[] {
  const fields = (schema.getType(type) as GraphQLObjectType).getFields();
  return Object.values(fields).map(({ name, type: of }) => {
    if (isLeafType(getNamedType(of))) return { name, text: name };
    const selection = below[name] ?? (getNamedType(of).name === "Money" ? "{ amount currency }" : undefined);
    if (!selection) throw new Error(`Say in this test what to ask of ${type}.${name}.`);
    return { name, text: `${name} ${selection}` };
  });
}

test.each([
  ["clients", "Client"],
  ["invoices", "Invoice"],
])("every field of %s says the same alone, in company and in a connection's edges", async (list, type) => {
  const fields = fieldsOf(type);
  const all = await api.admin.graphql(`{ ${list}(first: 2) { nodes { ${fields.map(({ text }) => text).join(" ")} } } }`);
  expect(all.errors).toEqual([]);
  const [whole] = all.data[list].nodes as Record<string, unknown>[];
  expect(Object.keys(whole ?? {})).toHaveLength(fields.length);
  for (const { name, text } of fields) {
    const alone = await api.admin.graphql(`{ ${list}(first: 2) { nodes { ${text} } edges { node { ... on ${type} { ...rest } } } } } fragment rest on ${type} { ${text} }`);
    expect(alone.errors).toEqual([]);
    expect(alone.data[list].nodes[0]).toEqual({ [name]: whole?.[name] });
    expect(alone.data[list].edges[0].node).toEqual({ [name]: whole?.[name] });
  }
});

test("filters and counts work on what was not asked for", async () => {
  const asked = await api.admin.graphql(`{
    clients(filter: { syncStates: [NEVER_SENT] }) { nodes { email } totalCount }
    bySearch: invoices(filter: { search: "stone", syncStates: [NEVER_SENT] }) { nodes { status } totalCount }
    none: invoices(filter: { syncStates: [SYNCED] }) { nodes { status } totalCount } }`);
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual({
    clients: { nodes: [{ email: "office@stone.example" }], totalCount: 1 },
    bySearch: { nodes: [{ status: "DRAFT" }], totalCount: 1 },
    none: { nodes: [], totalCount: 0 },
  });
});

test("every field of a client and of an invoice says which columns it reads, so that a list reads no others", () => {
  for (const type of ["Client", "Invoice"]) {
    for (const field of Object.values((schema.getType(type) as GraphQLObjectType).getFields())) {
      expect(field.extensions["columns"], `${type}.${field.name}`).toBeInstanceOf(Array);
    }
  }
});

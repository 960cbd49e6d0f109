import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { readFile } from "node:fs/promises";
import { buildSchema, getNamedType, isAbstractType, isObjectType, specifiedScalarTypes, type GraphQLObjectType } from "graphql";
import { expect, test } from "vitest";
import { createSchema, printedSchema } from "./schema.js";
import { everybody, ruleOf, type AccessRule } from "./shared/access.js";
import { guardSchema } from "./shared/guard-schema.js";
import { homeRules, recordTypeOf } from "./shared/home-rules.js";
import { describeSchema } from "./words/describe-schema.js";

const schema = createSchema();
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].filter((type) => type !== null && type !== undefined);

test("schema.graphql is what the server serves (write it with: pnpm --filter @tieout/api schema)", async () => {
  await expect(printedSchema(schema)).toMatchFileSnapshot("../../schema.graphql");
});

test("the served schema breaks nothing the committed one promised", async () => {
  const committed = buildSchema(await readFile(new URL("../../schema.graphql", import.meta.url), "utf8"));
  const breaking = (await diff(committed, schema)).filter((change) => change.criticality.level === CriticalityLevel.Breaking);
  expect(breaking.map((change) => change.message)).toEqual([]);
});

test("every type, field, argument, input and value of an enum says what it is, and nothing is described that is not there", () => {
  // createSchema has walked it already: one that says nothing keeps the server from starting.
  expect(() => describeSchema(buildSchema("type Query { secrets: String }"))).toThrow("Query.secrets");
  expect(() => describeSchema(buildSchema("enum Secret { OPEN }"))).toThrow("Secret.OPEN");
  const served = buildSchema(printedSchema(schema));
  const types = Object.values(served.getTypeMap()).filter((type) => !type.name.startsWith("__") && !specifiedScalarTypes.some(({ name }) => name === type.name));
  const silent = types.flatMap((type) => [
    ...(type.description ? [] : [type.name]),
    ...("getValues" in type ? type.getValues() : []).filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`),
    ...("getFields" in type ? Object.values(type.getFields()) : []).flatMap((field) => [field, ...("args" in field ? field.args : [])]).filter(({ description }) => !description).map(({ name }) => `${type.name}.${name}`),
  ]);
  expect(silent).toEqual([]);
});

test("every root field says who may call it", () => {
  const silent = roots.flatMap((type) => Object.values(type.getFields()).filter((field) => ruleOf(field) === undefined).map((field) => `${type.name}.${field.name}`));
  expect(silent).toEqual([]);
});

test("a root field that says nothing keeps the server from starting", () => {
  const open = buildSchema("type Query { secrets: String }");
  expect(() => guardSchema(open)).toThrow("Query.secrets does not say who may call it");
});

test("only signing in, first run and invitations are open to strangers", () => {
  const open = roots.flatMap((type) => Object.values(type.getFields()).filter((field) => ruleOf(field) === "public").map((field) => field.name));
  expect(open.sort()).toEqual(["acceptInvitation", "completeSetup", "invitation", "setupState", "viewer"]);
});

test("viewers and staff change nothing but time of their own", () => {
  const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
  const openTo = (role: "viewer" | "staff") => mutations.filter((field) => { const rule = ruleOf(field); return rule !== "public" && rule?.roles.includes(role); }).map((field) => field.name);
  expect(openTo("viewer")).toEqual([]);
  expect(openTo("staff").sort()).toEqual(["createTimeEntry", "deleteTimeEntry", "submitTimeEntries", "updateTimeEntry"]);
});

test("every list that is paged limits its page", () => {
  const paged = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((field) => String(field.type).endsWith("Connection!") && field.name !== "connection");
  expect(paged.length).toBeGreaterThan(8);
  expect(paged.filter((field) => !field.args.some((arg) => arg.name === "first")).map((field) => field.name)).toEqual([]);
});

/** Every field somebody can reach from the queries, with who can: what all the fields on the way there let through. */
function reachable(): { path: string; type: string; record: string | undefined; audience: AccessRule }[] {
  const found: ReturnType<typeof reachable> = [];
  const seen = new Set<string>();
  const walk = (type: GraphQLObjectType, audience: AccessRule, isRoot = false) => {
    const step = [type.name, ...audience.roles, ...audience.scopes].join(" ");
    if (seen.has(step)) return;
    seen.add(step);
    for (const field of Object.values(type.getFields())) {
      // These two find anything by its id and judge it by the rule of its type.
      if (isRoot && (field.name === "node" || field.name === "nodes")) continue;
      const rule = ruleOf(field);
      const narrowed: AccessRule = rule && rule !== "public" ? { roles: audience.roles.filter((role) => rule.roles.includes(role)), scopes: [...new Set([...audience.scopes, ...rule.scopes])].sort() } : audience;
      const target = getNamedType(field.type);
      if (rule !== "public") found.push({ path: `${type.name}.${field.name}`, type: target.name, record: recordTypeOf(field.type)?.name, audience: narrowed });
      for (const next of isObjectType(target) ? [target] : isAbstractType(target) ? schema.getPossibleTypes(target) : []) walk(next, narrowed);
    }
  };
  const query = schema.getQueryType();
  if (query) walk(query, { roles: everybody, scopes: [] }, true);
  return found;
}

test("no detour over other records shows what the straight way refuses", () => {
  const homes = homeRules(schema);
  const detours = reachable().filter(({ record, audience }) => {
    const home = homes.get(record ?? "");
    return home && (audience.roles.some((role) => !home.roles.includes(role)) || home.scopes.some((scope) => !audience.scopes.includes(scope)));
  });
  expect(homes.get("Invoice")?.scopes).toEqual(["INVOICES_READ"]);
  expect(detours.map(({ path, audience }) => `${path} for ${audience.roles.join(", ")} and ${audience.scopes.join(", ") || "no scope"}`)).toEqual([]);
});

test("the role staff reaches no amount of money", () => {
  const amounts = reachable().filter(({ type }) => type === "Money");
  expect(amounts.length).toBeGreaterThan(10);
  expect([...new Set(amounts.filter(({ audience }) => audience.roles.includes("staff")).map(({ path }) => path))]).toEqual([]);
});

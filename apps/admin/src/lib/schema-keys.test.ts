import { readFileSync } from "node:fs";
import { buildSchema, isObjectType } from "graphql";
import { describe, expect, it } from "vitest";
import { updates } from "./cache-updates.js";
import { keys } from "./schema-keys.js";

const schema = buildSchema(readFileSync(new URL("../../../api/schema.graphql", import.meta.url), "utf8"));
const roots = new Set(["Query", "Mutation", "Subscription"]);
/** Answers to one operation; they are never read from the cache. */
const isAnswer = (name: string) => name.endsWith("Payload") || name.endsWith("Event") || name === "SkippedEntry";

describe("the cache's keys", () => {
  it("cover exactly the types of the schema that have no id", () => {
    const withoutId = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type) && !type.name.startsWith("__") && !roots.has(type.name) && !isAnswer(type.name) && !("id" in type.getFields()))
      .map((type) => type.name);
    expect(Object.keys(keys).sort()).toEqual(withoutId.sort());
  });
  it("are told of every mutation there is, and of no other", () => {
    const untold = ["completeSetup", "acceptInvitation", "connectQuickBooks", "runPreflight", "decideMatches", "decideImportValues", "autofillMappings", "revokeApiKey"];
    const names = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !untold.includes(name));
    expect(Object.keys(updates["Mutation"] ?? {}).sort()).toEqual(names.sort());
    expect(Object.keys(updates["Subscription"] ?? {}).sort()).toEqual(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).sort());
  });
});

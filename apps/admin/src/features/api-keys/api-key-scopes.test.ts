import { readFileSync } from "node:fs";
import { buildSchema, isEnumType } from "graphql";
import { describe, expect, it } from "vitest";
import { scopeGroups } from "./api-key-scopes.js";

describe("the rights a key can have", () => {
  it("are offered all, each once", () => {
    const scopes = buildSchema(readFileSync(new URL("../../../../api/schema.graphql", import.meta.url), "utf8")).getType("Scope");
    if (!isEnumType(scopes)) throw new Error("the schema has no enum Scope");
    expect(Object.values(scopeGroups).flat().sort()).toEqual(scopes.getValues().map((value) => value.name).sort());
  });
});

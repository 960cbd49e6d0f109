import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { rights, roles } from "./role-rights.js";

const schema = buildSchema(readFileSync(new URL("../../../../api/schema.graphql", import.meta.url), "utf8"));
const fields = { ...schema.getQueryType()?.getFields(), ...schema.getMutationType()?.getFields() };

describe("the matrix of roles", () => {
  it.each(Object.entries(rights))("says of %s what the API says", (_right, { field, roles: shown }) => {
    const stated = /Roles: ([a-z, ]+)\./.exec(fields[field]?.description ?? "")?.[1];
    expect(stated, `${field} states its roles`).toBeDefined();
    expect(roles.filter((role) => shown.includes(role)).map((role) => role.toLowerCase())).toEqual(roles.map((role) => role.toLowerCase()).filter((role) => stated?.split(", ").includes(role)));
  });
});

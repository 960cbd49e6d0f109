import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync } from "type-graphql";
import { resolvers } from "./resolvers.js";
import { guardSchema } from "./shared/access.js";
import { encodeGlobalIds } from "./shared/global-id.js";

/** Builds the executable schema, once per process: every root field guarded, ids encoded. Inputs are checked by the operations, not here. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: [...resolvers], validate: false, authMode: "error" });
  encodeGlobalIds(schema);
  guardSchema(schema);
  return schema;
}

/** The schema as committed in `schema.graphql`. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

import "reflect-metadata";
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from "graphql";
import { buildSchemaSync, type PubSub } from "type-graphql";
import { resolvers } from "./resolvers.js";
import { encodeGlobalIds } from "./shared/global-id.js";
import { guardSchema } from "./shared/guard-schema.js";
import { stateColumns } from "./shared/wanted-columns.js";
import { describeSchema } from "./words/describe-schema.js";

/** TypeGraphQL asks for one; every subscription of ours brings its own source. */
const noTopics: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error("A subscription must bring its own source.");
  },
};

/** Builds the executable schema, once per process: every root field guarded, ids encoded. Inputs are checked by the operations, not here. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchemaSync({ resolvers: [...resolvers], validate: false, authMode: "error", pubSub: noTopics });
  encodeGlobalIds(schema);
  stateColumns(schema);
  describeSchema(schema);
  guardSchema(schema);
  return schema;
}

/** The schema as committed in `schema.graphql`. */
export function printedSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}

import { ApolloServer, HeaderMap, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { GraphQLError, Kind, type DocumentNode, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { Context } from "./shared/context.js";
import { formatError } from "./shared/errors.js";
import { costOfRequest, limits, shapeLimits } from "./shared/limits.js";
import type { PointsLeft } from "./shared/points.js";

/** The GraphQL server: limits before execution, the cost of every answer said, errors masked. */
export function createGraphqlServer(schema: GraphQLSchema, logger: Logger): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [shapeLimits],
    // Its cache hints, which nobody asks for, would wrap the resolver of every field.
    plugins: [ApolloServerPluginCacheControlDisabled(), limitCost(schema), keepSchemaFromStrangers, shareReads],
    formatError: (formatted, error) => formatError(formatted, error, logger),
    logger: { debug: () => undefined, info: () => undefined, warn: (message) => logger.warn(String(message)), error: (message) => logger.error(String(message)) },
  });
}

function limitCost(schema: GraphQLSchema): ApolloServerPlugin<Context> {
  return {
    async requestDidStart() {
      let cost = 0;
      let left: PointsLeft | null = null;
      return {
        async didResolveOperation({ document, request, contextValue }) {
          cost = costOfRequest(schema, document, request.operationName, request.variables ?? {});
          if (cost > limits.cost) {
            throw new GraphQLError(`This request costs ${cost} points; ${limits.cost} are allowed. Ask for smaller pages or fewer nested lists.`, { extensions: { code: "LIMIT_EXCEEDED", cost, maximum: limits.cost } });
          }
          // Strangers can ask for very little; whoever signs in pays from a budget of their own.
          const { app, caller } = contextValue;
          if (caller) left = app.points.pay(`${caller.kind}:${caller.id}`, cost);
          if (left && !left.isPaid) {
            const { available, seconds } = left;
            throw new GraphQLError(`This request costs ${cost} points and ${available} are left of ${app.points.maximum} a minute. Repeat it in ${seconds} s.`, {
              extensions: { code: "THROTTLED", cost, available, retryAfterSeconds: seconds, http: { status: 200, headers: new HeaderMap([["retry-after", String(seconds)]]) } },
            });
          }
        },
        async willSendResponse({ response, contextValue }) {
          if (contextValue.isReplay) response.http.headers.set("idempotency-replayed", "true");
          const { maximum, restoreRate } = contextValue.app.points;
          const throttle = left && maximum > 0 ? { maximum, available: left.available, restoreRate } : null;
          if (left && throttle) {
            // IETF draft-ietf-httpapi-ratelimit-headers-09.
            response.http.headers.set("ratelimit-policy", `"points";q=${maximum};w=60`);
            response.http.headers.set("ratelimit", `"points";r=${left.available};t=${left.seconds}`);
          }
          if (response.body.kind === "single") response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost: { requested: cost, maximum: limits.cost, ...(throttle && { throttle }) } };
        },
      };
    },
  };
}

/** Introspection is for signed-in callers. */
const keepSchemaFromStrangers: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, contextValue }) {
        if (!contextValue.caller && asksForSchema(document)) throw new GraphQLError("Sign in first to read the schema.", { extensions: { code: "UNAUTHENTICATED" } });
      },
    };
  },
};

/** A query sees one moment of the database; a mutation reads what it has just written. */
const shareReads: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (operation?.operation === "query") contextValue.shareReads();
      },
      async willSendResponse({ contextValue }) {
        await contextValue.endReads();
      },
    };
  },
};

function asksForSchema(document: DocumentNode): boolean {
  return document.definitions.some((definition) => "selectionSet" in definition && definition.selectionSet?.selections.some((selection) => selection.kind === Kind.FIELD && ["__schema", "__type"].includes(selection.name.value)));
}

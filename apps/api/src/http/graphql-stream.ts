import type { FastifyInstance } from "fastify";
import { getOperationAST, GraphQLError, parse, specifiedRules, validate, type ExecutionResult, type GraphQLFormattedError } from "graphql";
import type { OperationArgs } from "graphql-sse";
import { createHandler } from "graphql-sse/lib/use/fastify";
import { mayStillListen } from "../auth/identify.js";
import type { Container } from "../container.js";
import type { Context } from "../graphql/shared/context.js";
import { formatError } from "../graphql/shared/errors.js";
import { costOfRequest, limits, shapeLimits } from "../graphql/shared/limits.js";
import { whoAsks } from "./caller-hook.js";
import { contextOf } from "./graphql-routes.js";

/** Subscriptions over server-sent events, in graphql-sse's distinct connection mode: one POST, one stream. */
export function registerGraphqlStream(server: FastifyInstance, app: Container): void {
  const logger = app.logger.child({ part: "graphql-stream" });
  const masked = (errors: readonly GraphQLError[] | undefined): GraphQLFormattedError[] | undefined => errors?.map((error) => formatError(error.toJSON(), error, logger));
  const handler = createHandler({
    schema: app.schema,
    onSubscribe: (request, params) => prepare(app, contextOf(app, request.raw), params),
    onNext: (_context, _request, result) => ({ ...result, errors: masked(result.errors as GraphQLError[] | undefined) }) as never,
  });
  const open = new Set<{ end(): unknown }>();
  server.addHook("preClose", async () => {
    for (const stream of open) stream.end();
  });
  server.route({
    method: "POST",
    url: "/graphql/stream",
    onRequest: whoAsks(app),
    async handler(request, reply) {
      open.add(reply.raw);
      // Who signed out, was removed, changed role or lost the key hears no more: the stream ends, and asking again is judged afresh.
      const check = setInterval(() => {
        mayStillListen(app, request.headers, request.caller).then(
          (may) => may || reply.raw.end(),
          (error: unknown) => logger.warn({ reason: error instanceof Error ? error.name : "unknown" }, "whether a stream's caller may still listen could not be asked"),
        );
      }, app.config.streamCheckMs);
      reply.raw.once("close", () => {
        clearInterval(check);
        open.delete(reply.raw);
      });
      await handler(request, reply);
    },
  });
}

/** What is executed, or why not: only subscriptions, within the limits of every document. */
function prepare(app: Container, context: Context, params: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null }): OperationArgs<undefined> | ExecutionResult {
  try {
    const document = parse(params.query, { maxTokens: limits.tokens });
    if (getOperationAST(document, params.operationName)?.operation !== "subscription") return refused(new GraphQLError("This address takes subscriptions. Send queries and mutations to /graphql."));
    const errors = validate(app.schema, document, [...specifiedRules, shapeLimits]);
    if (errors.length > 0) return refused(...errors);
    const variableValues = params.variables ?? {};
    const cost = costOfRequest(app.schema, document, params.operationName ?? undefined, variableValues);
    if (cost > limits.cost) return refused(new GraphQLError(`Each event would cost ${cost} points; ${limits.cost} are allowed.`, { extensions: { code: "LIMIT_EXCEEDED" } }));
    return { schema: app.schema, document, operationName: params.operationName, variableValues, contextValue: context as never };
  } catch (error) {
    return refused(error instanceof GraphQLError ? error : new GraphQLError("The document cannot be read."));
  }
}

function refused(...errors: readonly GraphQLError[]): ExecutionResult {
  return { errors };
}

import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Container } from "../container.js";
import { Context } from "../graphql/shared/context.js";
import { whoAsks } from "./caller-hook.js";

/** Bodies of GraphQL requests; files go by `POST /imports`. */
const largestBody = 100 * 1024;

/** `POST /graphql`. GET is refused: it would put variables into addresses and logs. */
export function registerGraphql(server: FastifyInstance, app: Container, apollo: ApolloServer<Context>): void {
  server.route({
    method: "POST",
    url: "/graphql",
    bodyLimit: largestBody,
    onRequest: whoAsks(app),
    handler: fastifyApolloHandler(apollo, { context: async (request) => contextOf(app, request) }),
  });
  server.route({
    method: ["GET", "PUT", "PATCH", "DELETE"],
    url: "/graphql",
    handler: (_request, reply) => reply.code(405).header("allow", "POST").send({ errors: [{ message: "Send GraphQL requests by POST.", extensions: { code: "METHOD_NOT_ALLOWED" } }] }),
  });
}

export function contextOf(app: Container, request: FastifyRequest): Context {
  const key = request.headers["idempotency-key"];
  return new Context(app, { caller: request.caller, requestId: request.id, idempotencyKey: typeof key === "string" ? key : null });
}

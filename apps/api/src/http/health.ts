import type { FastifyInstance } from "fastify";
import type { Store } from "@tieout/store";

/** live: the process answers · ready: it can do its work, the database included. */
export function registerHealth(server: FastifyInstance, { store, isDraining }: { store: Store; isDraining: () => boolean }): void {
  server.get("/health/live", async () => ({ status: "live" }));
  server.get("/health/ready", async (_request, reply) => {
    if (isDraining()) return reply.code(503).send({ status: "draining" });
    try {
      await store.ping();
      return { status: "ready" };
    } catch {
      return reply.code(503).send({ status: "the database does not answer" });
    }
  });
}

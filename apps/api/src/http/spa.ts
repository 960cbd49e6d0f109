import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Paths of the server's own; a page is never shown in their place. */
const reserved = /^\/(api|graphql|health)(\/|$)/;

const never = "no-cache, no-store";

/**
 * Serves the built admin. Every address of it is one page, which the browser takes apart; files with a hash in their name
 * may be kept for ever, the page itself never.
 */
export async function registerSpa(server: FastifyInstance, folder: string | null): Promise<void> {
  const page = folder && existsSync(join(folder, "index.html")) ? "index.html" : null;
  if (folder && page) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => reply.header("cache-control", /\/assets\/[^/]+\.\w+$/.test(path) ? "public, max-age=31536000, immutable" : never),
    });
  }
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "/";
    const isPage = page && request.method === "GET" && !reserved.test(path) && !/\.\w+$/.test(path);
    if (isPage) return reply.header("cache-control", never).sendFile(page);
    return reply.code(404).send({ message: "There is no such page." });
  });
}

import { whereOf } from "@tieout/domain";
import { fromNodeHeaders } from "better-auth/node";
import type { FastifyInstance } from "fastify";
import { openAuthPaths, type Auth } from "../auth/auth.js";

/** Passes the sign-in paths that are open to better-auth; every other path of it stays shut. */
export function registerAuthRoutes(server: FastifyInstance, auth: Auth, publicUrl: string): void {
  server.route({
    method: ["GET", "POST"],
    url: "/api/auth/*",
    async handler(request, reply) {
      const path = new URL(request.url, publicUrl).pathname.slice("/api/auth".length);
      if (!openAuthPaths.includes(path)) return reply.code(404).send({ message: "There is no such page." });
      const headers = fromNodeHeaders(request.headers);
      // The limit on sign-ins counts by address; only the one the socket has may be trusted.
      headers.set("x-forwarded-for", request.ip);
      headers.delete("content-length");
      let response: Response;
      try {
        response = await auth.handler(
          new Request(new URL(request.url, publicUrl), { method: request.method, headers, ...(request.method === "POST" && { body: JSON.stringify(request.body ?? {}) }) }),
        );
      } catch (error) {
        request.log.error({ path, ...whereOf(error) }, "sign-in failed unexpectedly");
        return reply.code(500).send({ message: "Something went wrong here. Try again." });
      }
      reply.code(response.status);
      for (const [name, value] of response.headers) if (name !== "set-cookie") reply.header(name, value);
      for (const cookie of response.headers.getSetCookie()) reply.header("set-cookie", cookie);
      return reply.send(response.body ? await response.text() : null);
    },
  });
}

import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from "fastify";
import type { Caller } from "../auth/caller.js";
import { BadKeyError, identify } from "../auth/identify.js";
import type { Container } from "../container.js";

declare module "fastify" {
  interface FastifyRequest {
    /** Who sent it, on routes that ask; null for nobody. */
    caller: Caller | null;
  }
}

/** Finds out who asks. A key that is none is answered with 401, so that its owner does not take itself for anonymous. */
export function whoAsks(app: Container): onRequestAsyncHookHandler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      request.caller = await identify(app, request.headers);
    } catch (error) {
      if (!(error instanceof BadKeyError)) throw error;
      await reply.code(401).header("www-authenticate", "Bearer").send({ errors: [{ message: error.message, extensions: { code: "UNAUTHENTICATED" } }] });
    }
  };
}

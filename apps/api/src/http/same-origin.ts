import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * A second wall behind SameSite cookies: a browser's request that changes something must come from our own pages.
 * Requests without the headers browsers send (API clients) have no cookie to misuse.
 */
export function requireSameOrigin(publicUrl: string) {
  const ours = new URL(publicUrl).host;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.method === "GET" || request.method === "HEAD") return;
    const { origin, host } = request.headers;
    const site = request.headers["sec-fetch-site"];
    const isForeignSite = site !== undefined && site !== "same-origin" && site !== "none";
    const isForeignOrigin = origin !== undefined && ![ours, host].includes(hostOf(origin));
    if (isForeignSite || isForeignOrigin) await reply.code(403).send({ message: "This request comes from another site." });
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

import { isSignedByIntuit, readNotification } from "@tieout/quickbooks";
import type { FastifyInstance } from "fastify";
import type { Container } from "../container.js";

/** Where Intuit posts what changed; it is entered in the app's settings there. */
export const webhookPath = "/quickbooks/webhook";

/** Intuit sends at most 100 events, about a megabyte. */
const largestBody = 4 * 1024 * 1024;

/**
 * Takes in what QuickBooks tells of its companies: the signature is proven over the raw bytes, the news is stored, and 200 is answered;
 * the sync looks later. Intuit waits three seconds, and anything but 200 holds back every later notification of every company, so that
 * what cannot be read, or is about a company nobody has connected here, is answered with 200 too (Intuit, webhooks best practices).
 */
export async function registerQuickBooksWebhook(server: FastifyInstance, { config, engine, vault }: Container): Promise<void> {
  const { verifierTokens } = config.quickBooks;
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // CloudEvents come as application/cloudevents+json, the older form as application/json.
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: largestBody }, (_request, body, done) => done(null, body));
    scope.post(webhookPath, { bodyLimit: largestBody }, async (request, reply) => {
      if (verifierTokens.length === 0) return reply.code(503).send({ message: "Webhooks are not set up here: QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN is missing." });
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const signature = request.headers["intuit-signature"];
      if (typeof signature !== "string" || !isSignedByIntuit(body, signature, verifierTokens)) {
        request.log.error({ request: request.id }, "a webhook notification bears a signature that is not Intuit's; if it does again, compare QUICKBOOKS_WEBHOOK_VERIFIER_TOKEN with the app's settings at Intuit");
        return reply.code(401).send({ message: "The signature is not valid." });
      }
      const told = readNotification(body.toString("utf8"));
      if (!told) request.log.error({ request: request.id }, "a webhook notification of Intuit cannot be read; the hourly sync sees what it was about");
      for (const { realmId, notices } of told ?? []) {
        const { isKnown } = await engine.receiveNotices({ realmHash: vault.fingerprint(realmId), notices });
        if (!isKnown) request.log.debug({ request: request.id }, "a webhook notification is about a company nobody has connected here");
      }
      return reply.code(200).send();
    });
  });
}

import helmet from "@fastify/helmet";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { Container } from "../container.js";
import { createGraphqlServer } from "../graphql/server.js";
import { registerAuditExport } from "./audit-export.js";
import { registerAuthRoutes } from "./auth-routes.js";
import { registerGraphql } from "./graphql-routes.js";
import { registerGraphqlStream } from "./graphql-stream.js";
import { registerHealth } from "./health.js";
import { registerImportUpload } from "./import-upload.js";
import { registerQuickBooksCallback } from "./quickbooks-callback.js";
import { registerQuickBooksWebhook } from "./quickbooks-webhook.js";
import { requireSameOrigin } from "./same-origin.js";
import { registerSpa } from "./spa.js";
import { registerTieOutReports } from "./tie-out-reports.js";

/** The web role: GraphQL, sign-in, health and the pages, behind strict headers. */
export async function createWebServer(app: Container): Promise<FastifyInstance> {
  const { config, logger } = app;
  let isDraining = false;
  const webLogger: FastifyBaseLogger = logger.child({ part: "web" });
  const server = Fastify({
    loggerInstance: webLogger, logController: new LogController({ disableRequestLogging: true }), bodyLimit: 1024 * 1024, forceCloseConnections: "idle", requestIdHeader: false, genReqId: () => crypto.randomUUID() });
  server.addHook("preClose", async () => {
    isDraining = true;
  });
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Mantine sets widths and positions by style attributes; no inline script is ever allowed.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(config.publicUrl.startsWith("https://") && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: config.publicUrl.startsWith("https://"),
    referrerPolicy: { policy: "no-referrer" },
    crossOriginEmbedderPolicy: false,
  });
  server.decorateRequest("caller", null);
  server.addHook("onRequest", requireSameOrigin(config.publicUrl));
  // What is answered about a firm is kept by nobody on the way (Intuit's security requirements; IR-02). Files that may be kept say so themselves.
  server.addHook("onSend", async (_request, reply) => {
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-cache, no-store");
  });
  // Who, what and how long; never addresses with their query, bodies or headers.
  server.addHook("onResponse", async (request, reply) => {
    request.log.debug({ request: request.id, method: request.method, path: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, "answered");
  });

  registerHealth(server, { store: app.store, isDraining: () => isDraining });
  registerAuthRoutes(server, app.auth, config.publicUrl);
  const apollo = createGraphqlServer(app.schema, logger.child({ part: "graphql" }));
  await apollo.start();
  server.addHook("onClose", () => apollo.stop());
  registerGraphql(server, app, apollo);
  registerGraphqlStream(server, app);
  registerQuickBooksCallback(server, app);
  await registerQuickBooksWebhook(server, app);
  await registerImportUpload(server, app);
  registerTieOutReports(server, app);
  registerAuditExport(server, app);
  await registerSpa(server, config.adminFolder);
  return server;
}

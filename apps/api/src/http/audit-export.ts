import { Readable } from "node:stream";
import type { FastifyInstance } from "fastify";
import { auditExport } from "../audit/audit-export.js";
import { auditFormats, auditPath, type AuditFormat } from "../audit/audit-path.js";
import type { Caller } from "../auth/caller.js";
import type { Container } from "../container.js";
import { bookkeepers } from "../graphql/shared/access.js";
import { whoAsks } from "./caller-hook.js";

const contentTypes: Record<AuditFormat, string> = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" };

/** `GET /audit.csv` and `/audit.jsonl`, streamed: the firm's whole audit trail. For whoever may read `auditEvents`. */
export function registerAuditExport(server: FastifyInstance, app: Container): void {
  for (const format of auditFormats) {
    server.get(auditPath(format), { onRequest: whoAsks(app) }, async (request, reply) => {
      const { caller } = request;
      if (!caller) return reply.code(401).send({ code: "UNAUTHENTICATED", message: "Sign in first." });
      if (!mayRead(caller)) return reply.code(403).send({ code: "FORBIDDEN", message: "This needs the role admin or bookkeeper, or a key with the scope AUDIT_READ." });
      reply.header("content-type", contentTypes[format]).header("content-disposition", `attachment; filename="tieout-audit.${format}"`);
      return reply.send(Readable.from(auditExport({ store: app.store, vault: app.vault, firmId: caller.firmId, format })));
    });
  }
}

function mayRead(caller: Caller): boolean {
  return caller.kind === "person" ? bookkeepers.includes(caller.role) : caller.scopes.includes("AUDIT_READ");
}

import { Readable } from "node:stream";
import { canonicalJson } from "@tieout/domain";
import { tieOutsByIds, type TieOutRow } from "@tieout/store";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Caller } from "../auth/caller.js";
import type { Container } from "../container.js";
import { readers } from "../graphql/shared/access.js";
import { readId } from "../graphql/shared/global-id.js";
import { csvReport } from "../tie-out/csv-report.js";
import { pdfReport } from "../tie-out/pdf-report.js";
import { reportFormats, type ReportFormat } from "../tie-out/report-path.js";
import { whoAsks } from "./caller-hook.js";

const contentTypes: Record<ReportFormat, string> = { pdf: "application/pdf", csv: "text/csv; charset=utf-8", json: "application/json; charset=utf-8" };

/**
 * `GET /tie-outs/<id>.pdf`, `.csv` and `.json`, streamed: a proof to print, as a table, and as exactly the bytes that were signed, with the
 * signature and the key in the headers `tieout-signature` and `tieout-public-key`. For whoever may read `tieOut`: the roles that read the
 * firm's money, and keys with SYNC_READ. Without an id of a proof of the caller's firm 404.
 */
export function registerTieOutReports(server: FastifyInstance, app: Container): void {
  server.get<{ Params: { file: string } }>("/tie-outs/:file", { onRequest: whoAsks(app) }, async (request, reply) => {
    const { caller } = request;
    if (!caller) return reply.code(401).send({ code: "UNAUTHENTICATED", message: "Sign in first." });
    if (!mayRead(caller)) return reply.code(403).send({ code: "FORBIDDEN", message: "This needs a role that reads the firm's money, or a key with the scope SYNC_READ." });
    const [, id = "", format] = /^([\w-]+)\.(\w+)$/.exec(request.params.file) ?? [];
    const known = readId(id);
    if (known?.type !== "TieOut" || !isFormat(format)) return notFound(reply);
    const [proof] = await app.store.withFirm(caller.firmId, (session) => tieOutsByIds(session, [known.key]));
    if (!proof) return notFound(reply);
    reply.header("content-type", contentTypes[format]).header("content-disposition", `attachment; filename="tieout-${proof.asOf}.${format}"`);
    reply.header("tieout-signature", proof.signature).header("tieout-public-key", Buffer.from(proof.publicKey).toString("base64url")).header("tieout-sha256", proof.hash);
    return reply.send(await bodyOf(proof, format));
  });
}

function bodyOf(proof: TieOutRow, format: ReportFormat): Readable | Promise<Readable> | string {
  switch (format) {
    case "pdf":
      return pdfReport(proof);
    case "csv":
      return Readable.from(csvReport(proof));
    case "json":
      return canonicalJson(proof.statement);
  }
}

function mayRead(caller: Caller): boolean {
  return caller.kind === "person" ? readers.includes(caller.role) : caller.scopes.includes("SYNC_READ");
}

function isFormat(text: string | undefined): text is ReportFormat {
  return (reportFormats as readonly (string | undefined)[]).includes(text);
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ code: "NOT_FOUND", message: "There is no such report." });
}

import multipart from "@fastify/multipart";
import { HubError } from "@tieout/domain";
import { ImportFileError } from "@tieout/imports";
import type { FastifyInstance, FastifyReply } from "fastify";
import { ZodError } from "zod";
import { actorOf, type Caller } from "../auth/caller.js";
import type { Container } from "../container.js";
import { encodeId } from "../graphql/shared/global-id.js";
import { receiveImport } from "../imports/receive-import.js";
import { whoAsks } from "./caller-hook.js";

/** Largest file; 50,000 rows of time are about 10 MB. */
const largestFile = 100 * 1024 * 1024;

/**
 * `POST /imports`, multipart: the fields `dateFormat` (`MM/DD/YYYY`, `DD/MM/YYYY`, `YYYY-MM-DD`), `timeStatus` (`submitted`, `draft`) and
 * `keepsRates` (`true`, `false`), all optional and before the file, then one `file`. Answers 202 `{ importId, kind, source, rows }` once the file is
 * recognised; its rows are read afterwards, followed by the subscription `importProgress`. A file that cannot be imported is
 * answered 422 `{ code, problem, message, facts }`; `problem: "ambiguous-dates"` asks for `dateFormat`.
 */
export async function registerImportUpload(server: FastifyInstance, app: Container): Promise<void> {
  await server.register(multipart, { limits: { fileSize: largestFile, files: 1, fields: 5, fieldSize: 100 } });
  server.post("/imports", { onRequest: whoAsks(app), bodyLimit: largestFile + 64 * 1024 }, async (request, reply) => {
    const refusal = mayImport(request.caller);
    if (!request.caller || refusal) return reply.code(request.caller ? 403 : 401).send({ code: request.caller ? "FORBIDDEN" : "UNAUTHENTICATED", message: refusal ?? "Sign in first." });
    const part = await request.file();
    if (!part) return reply.code(422).send({ code: "INVALID", message: "Send one file in the field \"file\"." });
    const fields = Object.fromEntries(Object.values(part.fields).flatMap((field) => (field && !Array.isArray(field) && field.type === "field" ? [[field.fieldname, field.value]] : [])));
    try {
      const { importId, ...facts } = await receiveImport(app, actorOf(request.caller), { fileName: part.filename, stream: part.file, isCutOff: () => part.file.truncated, fields });
      return reply.code(202).send({ importId: encodeId("Import", importId), ...facts });
    } catch (error) {
      return refuse(reply, error);
    }
  });
}

function mayImport(caller: Caller | null): string | null {
  if (!caller) return null;
  if (caller.kind === "person") return ["admin", "bookkeeper"].includes(caller.role) ? null : `Importing needs the role admin or bookkeeper; you have the role ${caller.role}. An administrator can change it.`;
  return caller.scopes.includes("CLIENTS_WRITE") && caller.scopes.includes("TIME_WRITE") ? null : "Importing needs the scopes CLIENTS_WRITE and TIME_WRITE.";
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof ImportFileError) return reply.code(422).send({ code: error.code, problem: error.problem, message: error.message, facts: error.facts });
  if (error instanceof HubError) return reply.code(422).send({ code: error.code, message: error.message });
  if (error instanceof ZodError) return reply.code(422).send({ code: "INVALID", message: error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join(" ") });
  throw error;
}

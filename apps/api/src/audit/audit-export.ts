import { auditHead, sealedLines, type SealedLine, type Store, type Vault } from "@tieout/store";
import { csvLine } from "../csv.js";
import type { AuditFormat } from "./audit-path.js";

interface ExportInput {
  store: Store;
  vault: Vault;
  firmId: string;
  format: AuditFormat;
}

/** Lines read in one transaction. */
const linesAtOnce = 1_000;

const columns = ["number", "id", "at", "record_kind", "record_id", "actor_kind", "actor", "action", "run_id", "changes", "call_id"] as const;

/**
 * The firm's whole audit trail through its newest line, oldest first, a piece at a time. As lines of JSON each has `text`, what was sealed to
 * the byte, and its `hash`; the last line has the firm's id, which the first hash follows, and the signature over `audit <firm> <number>
 * <hash>`. As CSV the same in columns, with the byte order mark spreadsheets need, and after the seal each time the call behind a line left.
 */
export async function* auditExport({ store, vault, firmId, format }: ExportInput): AsyncGenerator<string> {
  const head = await store.withFirm(firmId, auditHead);
  if (format === "csv") yield `\uFEFF${csvLine([...columns, "hash", "call_tries"])}`;
  for (let number = 0; number < head.number; ) {
    const from = number;
    const lines = await store.withFirm(firmId, (session) => sealedLines(session, from, head.number, linesAtOnce));
    if (lines.length === 0) break;
    yield lines.map(format === "csv" ? csvOf : jsonOf).join("");
    number = lines.at(-1)?.number ?? head.number;
  }
  if (format === "jsonl") {
    const { value, keyVersion, publicKey } = vault.sign(`audit ${firmId} ${head.number} ${head.hash}`, firmId);
    yield `${JSON.stringify({ firm: firmId, number: head.number, hash: head.hash, signature: value, keyVersion, publicKey })}\n`;
  }
}

function jsonOf({ text, hash }: SealedLine): string {
  return `${JSON.stringify({ text, hash })}\n`;
}

/** What was sealed is an array in the order of the columns; only a line that a call caused has the last of them. */
function csvOf({ text, hash, tries }: SealedLine): string {
  const values = JSON.parse(text) as unknown[];
  const cells = columns.map((_, index) => values[index] ?? "");
  return csvLine([...cells.map((value) => (typeof value === "object" ? JSON.stringify(value) : String(value))), hash, tries === null ? "" : JSON.stringify(tries)]);
}

import { ledgerOnlyReasons, tieOutReasons } from "@tieout/domain";
import type { TieOutRow } from "@tieout/store";
import { csvLine } from "../csv.js";
import { kindWords, verdictOf } from "./report-words.js";

const columns = ["section", "currency", "client", "document", "date", "reason", "detail", "tieout_total", "quickbooks_total", "tieout_open", "quickbooks_open", "difference", "quickbooks_other", "quickbooks_id"] as const;
type Line = Partial<Record<(typeof columns)[number], string | null>>;

/** A proof as CSV, a line at a time: one table, its first column says what each row is. Begins with the byte order mark spreadsheets need. */
export function* csvReport(proof: TieOutRow): Generator<string> {
  yield `\uFEFF${csvLine(columns)}`;
  for (const line of lines(proof)) yield csvLine(columns.map((column) => line[column] ?? ""));
}

function* lines({ statement, hash, signature, publicKey }: TieOutRow): Generator<Line> {
  const { figures, check } = statement;
  yield { section: "statement", client: statement.firm, document: statement.company, date: figures.asOf, reason: verdictOf(statement), detail: statement.provenAt };
  for (const { currency, hub, ledger, difference, invoicedHub, invoicedLedger, elsewhere, explained, residual } of figures.totals) {
    yield { section: "total", currency, tieout_total: invoicedHub, quickbooks_total: invoicedLedger, tieout_open: hub, quickbooks_open: ledger, difference, quickbooks_other: elsewhere };
    yield { section: "explained", currency, difference: explained };
    yield { section: "unexplained", currency, difference: residual };
  }
  for (const row of figures.documents) {
    yield {
      section: "document", currency: row.currency, client: row.clientName, document: row.label, date: row.issuedOn, reason: tieOutReasons[row.reason].words, detail: row.detail ?? row.problemKind,
      tieout_total: row.hubTotal, quickbooks_total: row.ledgerTotal, tieout_open: row.hubOpen, quickbooks_open: row.ledgerOpen, difference: row.difference, quickbooks_id: row.ledgerId,
    };
  }
  for (const { name, currency, hub, ledger, difference, elsewhere, ledgerId } of figures.clients) {
    yield { section: "client", currency, client: name, tieout_open: hub, quickbooks_open: ledger, difference, quickbooks_other: elsewhere, quickbooks_id: ledgerId };
  }
  for (const { currency, customerName, label, issuedOn, reason, total, open, ledgerId } of figures.ledgerOnly) {
    yield { section: "quickbooks only", currency, client: customerName, document: label, date: issuedOn, reason: ledgerOnlyReasons[reason], quickbooks_total: total, quickbooks_other: open, quickbooks_id: ledgerId };
  }
  for (const { kind, linked, waiting, setAside, external, hubOnly, ledgerOnly } of figures.counts) {
    yield { section: "count", document: kindWords[kind], detail: `linked ${linked}; waiting ${waiting}; set aside ${setAside}; settled outside ${external}; here only ${hubOnly}; QuickBooks only ${ledgerOnly}` };
  }
  if (check) {
    yield { section: "quickbooks report", currency: check.currency, document: check.report, date: check.reportedAt, detail: `${check.compared} customers compared, ${check.passedOver} in other currencies`, quickbooks_open: check.reported, tieout_open: check.mirrored };
    for (const { name, reported, mirrored, ledgerId } of check.differences) yield { section: "quickbooks report differs", currency: check.currency, client: name, quickbooks_open: reported, tieout_open: mirrored, quickbooks_id: ledgerId };
  }
  yield { section: "sha-256", detail: hash };
  yield { section: "ed25519 signature", detail: signature };
  yield { section: "public key", detail: publicKey.replaceAll("\n", " ").trim() };
}

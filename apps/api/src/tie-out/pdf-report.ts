import type { Readable } from "node:stream";
import { calendarDate, decimal, ledgerOnlyReasons, tieOutReasons, writtenDay, writtenNumber, type TieOutTotal } from "@tieout/domain";
import { toDate, type TieOutRow } from "@tieout/store";
import { bold, ink, left, muted, openPage, regular, right, rule, section, table, verdictColor, type Doc } from "./pdf-page.js";
import { kindWords, verdictOf } from "./report-words.js";

/**
 * A proof to print and to file: the statement as accountants write it, the documents that explain a difference, clients, counts, and the
 * signature with how to check it. US letter, streamed page by page; the same proof prints the same bytes.
 */
export async function pdfReport(proof: TieOutRow): Promise<Readable> {
  // Fonts and all: only for whoever prints.
  const { default: PDFDocument } = await import("pdfkit");
  const { statement, hash } = proof;
  const { figures } = statement;
  const doc = new PDFDocument({ size: "LETTER", margin: left, bufferPages: false, autoFirstPage: false, info: { Title: `Tie-out ${figures.asOf}, ${statement.firm}`, Author: statement.firm, Creator: "Tieout", CreationDate: toDate(proof.provenAt) } });
  openPage(doc, `${statement.firm} · tie-out as of ${writtenDay(calendarDate(figures.asOf))} · SHA-256 ${hash.slice(0, 16)}…`);
  heading(doc, proof);
  for (const total of figures.totals) totals(doc, total);
  if (figures.totals.length === 0) doc.font(regular).fontSize(9).fillColor(muted).text("There is no final invoice yet.", left, doc.y);
  documents(doc, proof);
  clients(doc, proof);
  ledgerOnly(doc, proof);
  counts(doc, proof);
  check(doc, proof);
  signature(doc, proof);
  doc.end();
  return doc as unknown as Readable;
}

function heading(doc: Doc, { statement }: TieOutRow): void {
  doc.font(bold).fontSize(18).fillColor(ink).text("Tie-out", left, left);
  doc.font(regular).fontSize(10).fillColor(ink).text(`${statement.firm} and ${statement.company} in QuickBooks`, left, doc.y + 2);
  doc.fillColor(muted).text(`What clients owe as of ${writtenDay(calendarDate(statement.figures.asOf))}. Made ${writtenDay(calendarDate(statement.provenAt.slice(0, 10)))}, ${statement.provenAt.slice(11, 19)} UTC.`);
  doc.font(bold).fillColor(verdictColor(statement)).text(verdictOf(statement), left, doc.y + 6);
  doc.y += 10;
}

/** The statement of one currency; a difference of nothing stands above the double rule, any other stays open. */
function totals(doc: Doc, { currency, hub, ledger, difference, explained, residual, elsewhere }: TieOutTotal): void {
  const line = (words: string, amount: string, font = regular, color = ink) => {
    if (doc.y > 690) doc.addPage();
    const y = doc.y + 3;
    doc.font(font).fontSize(10).fillColor(color).text(words, left, y, { width: 340, lineBreak: false });
    doc.text(amount, right - 140, y, { width: 140, align: "right", lineBreak: false });
    doc.y = y + 13;
  };
  const isZero = (amount: string) => decimal(amount).eq(0);
  line(`Open invoices in Tieout (${currency})`, writtenNumber(hub));
  line("The same invoices in QuickBooks", writtenNumber(ledger));
  rule(doc, right - 140);
  line("Difference", writtenNumber(difference), bold);
  if (isZero(difference)) doubleRule(doc);
  else {
    line("Explained by the documents below", writtenNumber(explained));
    rule(doc, right - 140);
    line("Unexplained", writtenNumber(residual), bold);
    if (isZero(residual)) doubleRule(doc);
  }
  if (!isZero(elsewhere)) line("Besides, QuickBooks shows for these clients", writtenNumber(elsewhere), regular, muted);
  doc.y += 8;
}

function doubleRule(doc: Doc): void {
  for (const offset of [2, 4.5]) doc.moveTo(right - 100, doc.y + offset).lineTo(right, doc.y + offset).lineWidth(0.9).strokeColor("#0F6B4F").stroke();
  doc.y += 8;
}

function documents(doc: Doc, { statement }: TieOutRow): void {
  const { documents: rows } = statement.figures;
  if (rows.length === 0) return;
  section(doc, `Documents that differ (${rows.length})`);
  table(doc, [{ head: "Document", width: 78 }, { head: "Client", width: 112 }, { head: "Why", width: 118 }, { head: "Tieout", width: 66, isAmount: true }, { head: "QuickBooks", width: 66, isAmount: true }, { head: "Difference", width: 64, isAmount: true }],
    rows.map((row) => [`${row.label}\n${row.issuedOn}`, row.clientName, [tieOutReasons[row.reason].words, row.detail].filter(Boolean).join(": "), writtenNumber(row.hubOpen), writtenNumber(row.ledgerOpen), `${writtenNumber(row.difference)} ${row.currency}`]));
}

function clients(doc: Doc, { statement }: TieOutRow): void {
  const { clients: rows } = statement.figures;
  if (rows.length === 0) return;
  section(doc, `By client (${rows.length})`);
  table(doc, [{ head: "Client", width: 178 }, { head: "", width: 34 }, { head: "Tieout", width: 73, isAmount: true }, { head: "QuickBooks", width: 73, isAmount: true }, { head: "Difference", width: 73, isAmount: true }, { head: "Other there", width: 73, isAmount: true }],
    rows.map((row) => [row.name, row.currency, writtenNumber(row.hub), writtenNumber(row.ledger), writtenNumber(row.difference), row.elsewhere === null ? "" : writtenNumber(row.elsewhere)]));
}

function ledgerOnly(doc: Doc, { statement }: TieOutRow): void {
  const { ledgerOnly: rows } = statement.figures;
  if (rows.length === 0) return;
  section(doc, `Open in QuickBooks only (${rows.length})`);
  table(doc, [{ head: "Invoice", width: 90 }, { head: "Customer", width: 150 }, { head: "Why", width: 184 }, { head: "Open", width: 80, isAmount: true }],
    rows.map((row) => [`${row.label}\n${row.issuedOn}`, row.customerName, ledgerOnlyReasons[row.reason], `${writtenNumber(row.open)} ${row.currency}`]));
}

function counts(doc: Doc, { statement }: TieOutRow): void {
  section(doc, "Records on both sides");
  const heads = ["Linked", "Waiting", "Set aside", "Outside", "Here only", "QuickBooks only"];
  table(doc, [{ head: "", width: 96 }, ...heads.map((head) => ({ head, width: 68, isAmount: true }))],
    statement.figures.counts.map((row) => [kindWords[row.kind], ...[row.linked, row.waiting, row.setAside, row.external, row.hubOnly, row.ledgerOnly].map(String)]));
}

function check(doc: Doc, { statement: { check: found } }: TieOutRow): void {
  section(doc, "QuickBooks' own report");
  const say = (words: string) => doc.font(regular).fontSize(9).fillColor(ink).text(words, left, doc.y, { width: right - left });
  if (!found) return void say("Not asked for in this proof.");
  say(`${found.report} of ${found.reportedAt}: ${writtenNumber(found.reported)} ${found.currency}; read by Tieout: ${writtenNumber(found.mirrored)} ${found.currency}. ${found.compared} customers compared, ${found.passedOver} in other currencies.`);
  if (found.differences.length === 0) return;
  doc.y += 4;
  table(doc, [{ head: "Customer", width: 304 }, { head: "Reported", width: 100, isAmount: true }, { head: "Read", width: 100, isAmount: true }], found.differences.map(({ name, reported, mirrored }) => [name, writtenNumber(reported), writtenNumber(mirrored)]));
}

function signature(doc: Doc, { hash, signature: value, publicKey, id }: TieOutRow): void {
  section(doc, "Signature");
  const fact = (name: string, words: string) => {
    if (doc.y > 690) doc.addPage();
    doc.font(bold).fontSize(8).fillColor(muted).text(name, left, doc.y + 3);
    doc.font("Courier").fontSize(7.5).fillColor(ink).text(words, left, doc.y, { width: right - left });
  };
  fact("Proof", id);
  fact("SHA-256 of the statement", hash);
  fact("Ed25519 signature", value);
  fact("Public key of the firm", publicKey.trim());
  doc.font(regular).fontSize(8).fillColor(muted).text("The statement is the file of this proof that ends in .json. Its bytes give the hash, and the public key checks the signature over the same bytes; the guide \"Tie-out\" of Tieout says how, with OpenSSL alone. Keep the public key where only you can change it.", left, doc.y + 6, { width: right - left });
}

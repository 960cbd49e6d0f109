import { createRequire } from "node:module";
import { tieOutResult, type TieOutStatement } from "@tieout/domain";

export type Doc = PDFKit.PDFDocument;

export const ink = "#1B1F24";
export const muted = "#5A6270";
const hairline = "#C9CCD1";
export const left = 54;
export const right = 558;
/** Below this a row goes to the next page; the footer stands beneath. */
const bottom = 720;

/**
 * The faces of the report. PDF's own fonts hold Latin-1 only; these hold Greek, Cyrillic and the rest of Latin, too. A report
 * carries the letters it uses; one that they lack, such as a Chinese one, is an empty box, and CSV and JSON have it exactly.
 */
export const regular = "DejaVu Sans Condensed";
export const bold = "DejaVu Sans Condensed Bold";

const require = createRequire(import.meta.url);

/** Begins the first page; every page carries the footer with its number. */
export function openPage(doc: Doc, footer: string): void {
  doc.registerFont(regular, require.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf"));
  doc.registerFont(bold, require.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf"));
  let page = 0;
  doc.on("pageAdded", () => {
    page += 1;
    const { margins } = doc.page;
    // Text below the bottom margin would begin another page.
    const kept = margins.bottom;
    margins.bottom = 0;
    doc.font(regular).fontSize(7.5).fillColor(muted).text(footer, left, 756, { width: 420, lineBreak: false });
    doc.text(`Page ${page}`, right - 80, 756, { width: 80, align: "right", lineBreak: false });
    margins.bottom = kept;
    doc.x = left;
    doc.y = left;
  });
  doc.addPage();
}

export interface Column {
  head: string;
  width: number;
  isAmount?: boolean;
}

/** Rows under a heading that is repeated on every page. */
export function table(doc: Doc, columns: readonly Column[], rows: readonly (readonly string[])[]): void {
  head(doc, columns);
  for (const row of rows) {
    doc.font(regular).fontSize(8.5);
    const height = Math.max(...columns.map(({ width }, at) => doc.heightOfString(row[at] || " ", { width: width - 6 })));
    if (doc.y + height > bottom) {
      doc.addPage();
      head(doc, columns);
      doc.font(regular).fontSize(8.5);
    }
    cells(doc, columns, row, ink);
    doc.y += height + 4;
    rule(doc, left);
  }
  doc.y += 4;
}

function head(doc: Doc, columns: readonly Column[]): void {
  doc.font(bold).fontSize(7.5);
  cells(doc, columns, columns.map((column) => column.head), muted);
  doc.y += 12;
  rule(doc, left);
}

function cells(doc: Doc, columns: readonly Column[], row: readonly string[], color: string): void {
  const { y } = doc;
  let x = left;
  columns.forEach(({ width, isAmount }, at) => {
    doc.fillColor(color).text(row[at] ?? "", x, y, { width: width - (isAmount ? 0 : 6), align: isAmount ? "right" : "left" });
    x += width;
  });
  doc.y = y;
}

export function section(doc: Doc, title: string): void {
  if (doc.y > bottom - 80) doc.addPage();
  doc.font(bold).fontSize(11).fillColor(ink).text(title, left, doc.y + 10);
  doc.y += 6;
}

/** A hairline from `from` to the right edge. */
export function rule(doc: Doc, from: number): void {
  doc.moveTo(from, doc.y).lineTo(right, doc.y).lineWidth(0.4).strokeColor(hairline).stroke();
  doc.y += 3;
}

export function verdictColor({ figures, check }: TieOutStatement): string {
  const isOpen = tieOutResult(figures) === "open" || (check?.differences.length ?? 0) > 0;
  return isOpen ? "#A3262B" : tieOutResult(figures) === "explained" ? "#7A4F00" : "#0F6B4F";
}

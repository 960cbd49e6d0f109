import { inflateSync } from "node:zlib";

/** The texts of a PDF with embedded fonts, page by page, one line for each piece of text: read as a viewer copies them, by each font's own map of glyphs to letters. */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf);
  const maps = new Map<string, ReadonlyMap<string, string>>();
  for (const { head } of objects.values()) {
    for (const [, name = "", id = ""] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const cmap = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? "")?.[1];
      if (cmap) maps.set(name, lettersOf(objects.get(cmap)?.stream ?? ""));
    }
  }
  const pages = [...objects.values()].filter(({ stream }) => stream.includes(" Tf"));
  return pages.flatMap(({ stream }) => textsOf(stream, maps)).join("\n");
}

interface PdfObject {
  head: string;
  /** Inflated, in Latin-1. */
  stream: string;
}

function objectsOf(pdf: Buffer): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>();
  const source = pdf.toString("latin1");
  for (const { 1: id = "", 2: body = "" } of source.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [head = "", stream] = body.split(/\nstream\n/);
    const isDeflated = head.includes("/FlateDecode");
    objects.set(id, { head, stream: stream === undefined || !isDeflated ? "" : inflateSync(Buffer.from(stream.slice(0, Number(/\/Length (\d+)/.exec(head)?.[1])), "latin1")).toString("latin1") });
  }
  return objects;
}

/** Letters by glyph, of a character map that gives its ranges as lists. */
function lettersOf(cmap: string): Map<string, string> {
  const letters = new Map<string, string>();
  for (const [, from = "", list = ""] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, hex = ""], index) => {
      letters.set((Number.parseInt(from, 16) + index).toString(16).padStart(4, "0"), Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le"));
    });
  }
  return letters;
}

function textsOf(page: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  let font = "";
  return [...page.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)].flatMap(([, chosen, shown]) => {
    if (chosen) font = chosen;
    const map = maps.get(font);
    return shown === undefined || !map ? [] : [[...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []).map((glyph) => map.get(glyph.toLowerCase()) ?? "\uFFFD").join("")];
  });
}

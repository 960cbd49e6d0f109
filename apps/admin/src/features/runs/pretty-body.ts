/** A stretch of a body: the name of a member, a value, something that was left out, or what stands between. */
export interface Piece {
  readonly text: string;
  readonly is: "plain" | "name" | "text" | "number" | "left-out";
}

/** JSON set out line by line, short lists of plain values on one line; what is no JSON stays as it is. */
export function prettyBody(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2).replace(/\[\s+([^[\]{}]+?)\s+\]/g, (_all, items: string) => `[${items.replace(/\s*\n\s*/g, " ")}]`);
  } catch {
    return text;
  }
}

const json = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|\b(?:true|false|null)\b)/g;
/** What redaction and the cap leave. */
const leftOut = /^"(\[text of \d+\]|and \d+ more)"$/;

/** The pieces of a body that was set out, in order. */
export function piecesOf(pretty: string): Piece[] {
  if (!/^[[{"]/.test(pretty)) return [{ text: pretty, is: "plain" }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of pretty.matchAll(json)) {
    const [whole, quoted, colon] = match;
    if (match.index > from) pieces.push({ text: pretty.slice(from, match.index), is: "plain" });
    if (quoted === undefined) pieces.push({ text: whole, is: "number" });
    else if (colon !== undefined) pieces.push({ text: quoted, is: "name" }, { text: colon, is: "plain" });
    else pieces.push({ text: quoted, is: leftOut.test(quoted) ? "left-out" : "text" });
    from = match.index + whole.length;
  }
  pieces.push({ text: pretty.slice(from), is: "plain" });
  return pieces;
}

import { fault } from '../fault.js';

/** A token of the query language, with its place for fault 4000. */
export type Token = {
  kind: 'word' | 'string' | 'number' | 'symbol' | 'end';
  /** As written; a string without its quotes and escapes. */
  text: string;
  line: number;
  column: number;
};

const symbols = ['<=', '>=', '!=', '=', '<', '>', '(', ')', ',', '*'];

/** Splits a statement into tokens. Strings stand in single quotes, an apostrophe inside is `\'` (recorded, MQ:get/display_name). */
export function tokenize(statement: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  let lineStart = 0;
  const place = () => ({ line, column: at - lineStart + 1 });
  while (at < statement.length) {
    const char = statement[at]!;
    if (char === '\n') {
      line += 1;
      lineStart = at + 1;
    }
    if (/\s/.test(char)) {
      at += 1;
      continue;
    }
    const start = place();
    if (char === "'") {
      const [text, end] = readString(statement, at + 1, start);
      tokens.push({ kind: 'string', text, ...start });
      at = end;
      continue;
    }
    const symbol = symbols.find((candidate) => statement.startsWith(candidate, at));
    if (symbol) {
      tokens.push({ kind: 'symbol', text: symbol, ...start });
      at += symbol.length;
      continue;
    }
    const word = /^(-?\d+(?:\.\d+)?(?![A-Za-z_])|[A-Za-z_][\w.]*)/.exec(statement.slice(at, at + 200))?.[0];
    if (!word) throw lexicalError(char, start);
    tokens.push({ kind: /^[-\d]/.test(word) ? 'number' : 'word', text: word, ...start });
    at += word.length;
  }
  tokens.push({ kind: 'end', text: '', ...place() });
  return tokens;
}

function readString(statement: string, from: number, start: { line: number; column: number }): [text: string, end: number] {
  let text = '';
  for (let at = from; at < statement.length; at += 1) {
    const char = statement[at]!;
    if (char === '\\' && at + 1 < statement.length) {
      text += statement[(at += 1)];
      continue;
    }
    if (char === "'") return [text, at + 1];
    text += char;
  }
  throw lexicalError("'", start);
}

/** Wording of JavaCC, which the recorded faults 4000 come from; the lexical one itself is assumed. */
function lexicalError(char: string, { line, column }: { line: number; column: number }) {
  return fault('4000', `QueryParserError: Lexical error at line ${line}, column ${column}.  Encountered: "${char}"`);
}

import { fault } from '../fault.js';
import { type Token, tokenize } from './lexer.js';

export type Literal = { kind: 'string' | 'number' | 'boolean' | 'null' | 'currentDate'; text: string };
export type Operator = '=' | '<' | '>' | '<=' | '>=' | '!=' | 'in' | 'like';
export type Condition = { property: string; operator: Operator; values: Literal[] };
export type Ordering = { property: string; descending: boolean };

/** A parsed statement. */
export type Query = {
  entity: string;
  projection: 'all' | 'count' | string[];
  where: Condition[];
  orderBy: Ordering[];
  startPosition?: number;
  maxResults?: number;
};

const comparisons = new Set(['=', '<', '>', '<=', '>=', '!=']);
const clauses = ['orderby', 'order', 'startposition', 'maxresults'];
const reserved = new Set(['select', 'from', 'where', 'and', 'or', 'not', 'in', 'like', 'null', ...clauses]);

/**
 * Parses QuickBooks' query language: one entity, conditions joined by AND, ORDERBY or ORDER BY, STARTPOSITION and
 * MAXRESULTS in either order (Intuit, data-queries; recorded statements).
 * @throws QuickBooksFault 4000 with place and expected tokens, in the parser generator's own wording
 */
export function parseQuery(statement: string): Query {
  return new Parser(tokenize(statement)).statement();
}

class Parser {
  readonly #tokens: Token[];
  #at = 0;

  constructor(tokens: Token[]) {
    this.#tokens = tokens;
  }

  statement(): Query {
    this.#keyword('select');
    const projection = this.#projection();
    this.#keyword('from');
    const query: Query = { projection, entity: this.#identifier(), where: [], orderBy: [] };
    if (this.#takes('where')) {
      do query.where.push(this.#condition());
      while (this.#takes('and'));
    }
    for (;;) {
      if (this.#takes('orderby')) query.orderBy = this.#orderings();
      else if (this.#takes('order')) {
        this.#keyword('by');
        query.orderBy = this.#orderings();
      } else if (this.#takes('startposition')) query.startPosition = this.#integer();
      else if (this.#takes('maxresults')) query.maxResults = this.#integer();
      else break;
    }
    if (this.#peek().kind !== 'end') throw this.#unexpected(['<EOF>', ...(query.where.length > 0 ? ['"and"'] : ['"where"']), '"maxresults"', '"orderby"', '"startposition"']);
    return query;
  }

  #projection(): Query['projection'] {
    if (this.#takesSymbol('*')) return 'all';
    const names = [this.#identifier()];
    if (names[0]!.toLowerCase() === 'count' && this.#takesSymbol('(')) {
      this.#symbol('*');
      this.#symbol(')');
      return 'count';
    }
    while (this.#takesSymbol(',')) names.push(this.#identifier());
    return names;
  }

  #condition(): Condition {
    const property = this.#identifier();
    const token = this.#peek();
    if (token.kind === 'symbol' && comparisons.has(token.text)) {
      this.#at += 1;
      return { property, operator: token.text as Operator, values: [this.#literal()] };
    }
    if (this.#takes('like')) return { property, operator: 'like', values: [this.#literal()] };
    if (this.#takes('in')) {
      this.#symbol('(');
      const values = [this.#literal()];
      while (this.#takesSymbol(',')) values.push(this.#literal());
      this.#symbol(')');
      return { property, operator: 'in', values };
    }
    throw this.#unexpected(['"="', '"<"', '">"', '"<="', '">="', '"!="', '"in"', '"like"']);
  }

  #literal(): Literal {
    const token = this.#peek();
    const word = token.text.toLowerCase();
    if (token.kind === 'string') return this.#take({ kind: token.text === ' ' ? 'null' : 'string', text: token.text });
    if (token.kind === 'number') return this.#take({ kind: 'number', text: token.text });
    if (token.kind === 'word' && (word === 'true' || word === 'false')) return this.#take({ kind: 'boolean', text: word });
    if (token.kind === 'word' && word === 'current_date') return this.#take({ kind: 'currentDate', text: word });
    throw this.#unexpected(['"true"', '"false"', '<STRING_LITERAL>', '<INTEGER_LITERAL>', '<DECIMAL_LITERAL>']);
  }

  #orderings(): Ordering[] {
    const orderings: Ordering[] = [];
    do {
      const property = this.#identifier();
      const descending = this.#takes('desc');
      if (!descending) this.#takes('asc');
      orderings.push({ property, descending });
    } while (this.#takesSymbol(','));
    return orderings;
  }

  #integer(): number {
    const token = this.#peek();
    if (token.kind !== 'number' || !/^-?\d+$/.test(token.text)) throw this.#unexpected(['<INTEGER_LITERAL>']);
    this.#at += 1;
    return Number(token.text);
  }

  #identifier(): string {
    const token = this.#peek();
    if (token.kind !== 'word' || reserved.has(token.text.toLowerCase())) throw this.#unexpected(['<IDENTIFIER>']);
    this.#at += 1;
    return token.text;
  }

  #keyword(word: string): void {
    if (!this.#takes(word)) throw this.#unexpected([`"${word}"`]);
  }

  #symbol(symbol: string): void {
    if (!this.#takesSymbol(symbol)) throw this.#unexpected([`"${symbol}"`]);
  }

  #takes(word: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #takesSymbol(symbol: string): boolean {
    const token = this.#peek();
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#at += 1;
    return true;
  }

  #take(literal: Literal): Literal {
    this.#at += 1;
    return literal;
  }

  #peek(): Token {
    return this.#tokens[this.#at]!;
  }

  /** Recorded forms: `Encountered " ">" "> ""`, `Encountered " "null" "NULL ""`, then what would have fitted. */
  #unexpected(expected: string[]) {
    const token = this.#peek();
    const shown = token.kind === 'end' ? '"<EOF>"' : `" ${tokenName(token)} "${token.text} ""`;
    const list = expected.map((name) => `    ${name} ...\n`).join('');
    const heading = expected.length > 1 ? 'Was expecting one of:' : 'Was expecting:';
    return fault('4000', `QueryParserError: Encountered ${shown} at line ${token.line}, column ${token.column}.\n${heading}\n${list}    `);
  }
}

function tokenName(token: Token): string {
  if (token.kind === 'string') return '<STRING_LITERAL>';
  if (token.kind === 'number') return '<INTEGER_LITERAL>';
  const isKnown = token.kind === 'symbol' || reserved.has(token.text.toLowerCase());
  return isKnown ? `"${token.text.toLowerCase()}"` : '<IDENTIFIER>';
}

import { dice, trigrams } from "./similarity.js";

/** A normalised text and the number of what it belongs to; several may belong to one. */
export interface IndexedText {
  readonly owner: number;
  readonly text: string;
}

export interface Nearest {
  /** Its place among the texts. */
  readonly at: number;
  readonly owner: number;
  /** The Dice coefficient of the trigrams, `least` to 1. */
  readonly dice: number;
}

/** Against rounding: a text exactly at the limit counts. */
const hair = 1e-9;

/**
 * Finds the owners of the texts most alike, `most` of them, best first and then by number; each with its best text, none below `least`
 * (Dice coefficient of trigrams). The answer is that of comparing with every text, but few are looked at: pieces have one order, the rarest
 * first, and two texts that share enough of them share one of the first few of each ("prefix filtering" of set similarity joins, Chaudhuri
 * et al. 2006, Xiao et al. 2008). So only those few are kept for each text, only those few are asked for, and with every good match they
 * are fewer: the common pieces ("tax", "service") need no look.
 *
 * The loops are functions of their own on purpose: within one big function the engine compiled and threw away the code for each search.
 */
export class TrigramIndex {
  readonly #texts: readonly IndexedText[];
  readonly #most: number;
  readonly #least: number;
  /** Numbered by how many texts have them, the rarest first: the order in which they are looked at. */
  readonly #known: PieceNumbers;
  readonly #pieces: Lists;
  /** For each piece the texts that have it among their first few. */
  readonly #holders: Lists;
  /** The number of the search that compared a text, or asks for a piece: these are never emptied. */
  readonly #comparedBy: Uint32Array;
  readonly #askedBy: Uint32Array;
  #search = 0;
  /** Of the present search: its pieces that texts have, rarest first, how many it has in all, the best so far, and what is too little for a place among them. */
  #wanted = new Uint32Array(256);
  #wantedCount = 0;
  #size = 0;
  #best: Nearest[] = [];
  #floor = 0;

  constructor(texts: readonly IndexedText[], least: number, most: number) {
    this.#texts = texts;
    this.#least = least;
    this.#most = most;
    this.#known = numberPieces(texts);
    const pieces = texts.map(({ text }) => piecesOf(text, this.#known));
    this.#pieces = new Lists(pieces);
    this.#holders = turned(pieces.map((each) => each.slice(0, each.length - Math.ceil(leastShared(each.length, least)) + 1)), this.#known.size);
    this.#comparedBy = new Uint32Array(texts.length);
    this.#askedBy = new Uint32Array(this.#known.size);
  }

  nearest(text: string): Nearest[] {
    this.#search += 1;
    this.#best = [];
    this.#floor = this.#least;
    this.#ask(text);
    const count = this.#wantedCount;
    // A text first met here has none of the rarer pieces, so it shares at most the rest.
    for (let from = 0; from < count && count - from >= leastShared(this.#size, this.#floor); from += 1) this.#compareHolders(this.#wanted[from] as number, count - from);
    return this.#best;
  }

  /** Sets what is searched for. Pieces that nobody has count for the size only. */
  #ask(text: string): void {
    this.#wantedCount = 0;
    this.#size = 0;
    if (text === "") return;
    if (this.#wanted.length < text.length * 3) this.#wanted = new Uint32Array(text.length * 6);
    const strange: string[] = [];
    for (const word of text.split(" ")) {
      const padded = `  ${word} `;
      for (let start = 0; start + 3 <= padded.length; start += 1) {
        const piece = padded.slice(start, start + 3);
        const number = this.#known.get(piece);
        if (number === undefined) {
          if (!strange.includes(piece)) strange.push(piece);
        } else if (this.#askedBy[number] !== this.#search) {
          this.#askedBy[number] = this.#search;
          this.#want(number);
        }
      }
    }
    this.#size = this.#wantedCount + strange.length;
  }

  /** Puts a piece in its place among the wanted ones. */
  #want(number: number): void {
    let place = this.#wantedCount;
    for (; place > 0 && (this.#wanted[place - 1] as number) > number; place -= 1) this.#wanted[place] = this.#wanted[place - 1] as number;
    this.#wanted[place] = number;
    this.#wantedCount += 1;
  }

  /** Compares with the texts that have a piece and were not met before; they share at most `rest` pieces. */
  #compareHolders(piece: number, rest: number): void {
    const end = this.#holders.start(piece + 1);
    for (let next = this.#holders.start(piece); next < end; next += 1) {
      const at = this.#holders.of[next] as number;
      if (this.#comparedBy[at] === this.#search) continue;
      this.#comparedBy[at] = this.#search;
      const size = this.#pieces.size(at);
      if (dice(this.#size, size, Math.min(rest, size)) >= this.#floor - hair) this.#offer(at, dice(this.#size, size, this.#sharedBy(at)));
    }
  }

  #sharedBy(at: number): number {
    const end = this.#pieces.start(at + 1);
    let count = 0;
    for (let next = this.#pieces.start(at); next < end; next += 1) if (this.#askedBy[this.#pieces.of[next] as number] === this.#search) count += 1;
    return count;
  }

  #offer(at: number, score: number): void {
    if (score < this.#floor - hair) return;
    const { owner } = this.#texts[at] as IndexedText;
    const last = this.#best.length === this.#most ? this.#best.at(-1) : undefined;
    if (last && (score < last.dice || (score === last.dice && owner >= last.owner))) return;
    const own = this.#best.find((place) => place.owner === owner);
    if (own && own.dice >= score) return;
    this.#best = [...this.#best.filter((place) => place !== own), { at, owner, dice: score }].sort((a, b) => b.dice - a.dice || a.owner - b.owner).slice(0, this.#most);
    if (this.#best.length === this.#most) this.#floor = this.#best.at(-1)?.dice ?? this.#least;
  }
}

/** The fewest pieces a text of `size` pieces shares with any other it is `floor` alike: the other one has at least those. */
function leastShared(size: number, floor: number): number {
  return (size * floor) / (2 - floor) - hair;
}

/** Lists of numbers, one behind the other in one array. */
class Lists {
  readonly of: Uint32Array;
  readonly count: number;
  readonly #starts: Uint32Array;

  constructor(lists: readonly (readonly number[])[]) {
    this.of = Uint32Array.from(lists.flat());
    this.count = lists.length;
    this.#starts = new Uint32Array(lists.length + 1);
    for (const [index, list] of lists.entries()) this.#starts[index + 1] = this.start(index) + list.length;
  }

  start(index: number): number {
    return this.#starts[index] as number;
  }

  size(index: number): number {
    return this.start(index + 1) - this.start(index);
  }
}

/** For each number below `count` the lists that hold it. */
function turned(lists: readonly (readonly number[])[], count: number): Lists {
  const holders: number[][] = Array.from({ length: count }, () => []);
  for (const [index, list] of lists.entries()) for (const number of list) holders[number]?.push(index);
  return new Lists(holders);
}

type PieceNumbers = ReadonlyMap<string, number>;

/** The trigrams of texts, numbered from the one fewest texts have to the one most have. */
function numberPieces(texts: readonly IndexedText[]): PieceNumbers {
  const holders = new Map<string, number>();
  for (const { text } of texts) if (text !== "") for (const piece of trigrams(text)) holders.set(piece, (holders.get(piece) ?? 0) + 1);
  const pieces = [...holders].sort((a, b) => a[1] - b[1]);
  return new Map(pieces.map(([piece], number) => [piece, number]));
}

/** The numbers of a text's trigrams, each once, the rarest first. */
function piecesOf(text: string, known: PieceNumbers): number[] {
  return text === "" ? [] : Array.from(trigrams(text), (piece) => known.get(piece) as number).sort((a, b) => a - b);
}

import { piecesOfWord } from "./similarity.js";

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
/** A piece that so few texts have is rare: these are compared one by one. */
const rare = 48;

/**
 * Finds the owners of the texts most alike, `most` of them, best first and then by number; each with its best text, none below `least`
 * (Dice coefficient of trigrams). The answer is that of comparing with every text, but few are looked at: a text that has none of the
 * rarer pieces shares at most the rest, so after good matches among holders of rare ones the common ones ("tax", "service") need
 * no look. Where names are all alike, the shared pieces of the rest are counted in one pass.
 *
 * The loops are functions of their own on purpose: within one big function the engine compiled and threw away the code for each search.
 */
export class TrigramIndex {
  readonly #texts: readonly IndexedText[];
  readonly #most: number;
  readonly #least: number;
  readonly #piecesOf = pieceNumbers();
  readonly #pieces: Lists;
  readonly #holders: Lists;
  /** The number of the search that compared a text, or asks for a piece: these are never emptied. */
  readonly #comparedBy: Uint32Array;
  readonly #askedBy: Uint32Array;
  #search = 0;
  /** Pieces counted so far, of the texts in the list of touched ones. */
  readonly #shared: Uint16Array;
  readonly #touched: Uint32Array;
  #touchedCount = 0;
  /** Of the present search: how many pieces it has, the best so far, and what is too little for a place among them. */
  #size = 0;
  #best: Nearest[] = [];
  #floor = 0;

  constructor(texts: readonly IndexedText[], least: number, most: number) {
    this.#texts = texts;
    this.#least = least;
    this.#most = most;
    this.#pieces = new Lists(texts.map(({ text }) => this.#piecesOf(text)));
    this.#holders = this.#pieces.turned();
    this.#comparedBy = new Uint32Array(texts.length);
    this.#askedBy = new Uint32Array(this.#holders.count);
    this.#shared = new Uint16Array(texts.length);
    this.#touched = new Uint32Array(texts.length);
  }

  nearest(text: string): Nearest[] {
    const asked = this.#piecesOf(text);
    this.#search += 1;
    this.#size = asked.length;
    this.#best = [];
    this.#floor = this.#least;
    // Nobody has what is not known; it counts for the size.
    const wanted = asked.filter((piece) => piece < this.#holders.count).sort((a, b) => this.#holders.size(a) - this.#holders.size(b));
    for (const piece of wanted) this.#askedBy[piece] = this.#search;

    let from = 0;
    for (; from < wanted.length && this.#canWin(wanted.length - from); from += 1) {
      if (this.#holders.size(wanted[from] as number) > rare) break;
      this.#compareHolders(wanted[from] as number);
    }
    if (!this.#canWin(wanted.length - from)) return this.#best;
    for (; from < wanted.length; from += 1) this.#countHolders(wanted[from] as number, this.#canWin(wanted.length - from));
    this.#offerTouched();
    return this.#best;
  }

  /** Whether a text that has at most so many of the pieces, and no others, would be among the best. */
  #canWin(pieces: number): boolean {
    return pieces > 0 && pieces >= (this.#size * this.#floor) / (2 - this.#floor) - hair;
  }

  #compareHolders(piece: number): void {
    const end = this.#holders.start(piece + 1);
    for (let next = this.#holders.start(piece); next < end; next += 1) {
      const at = this.#holders.of[next] as number;
      if (this.#comparedBy[at] === this.#search) continue;
      this.#comparedBy[at] = this.#search;
      this.#offer(at, this.#sharedBy(at));
    }
  }

  #sharedBy(at: number): number {
    const end = this.#pieces.start(at + 1);
    let count = 0;
    for (let next = this.#pieces.start(at); next < end; next += 1) if (this.#askedBy[this.#pieces.of[next] as number] === this.#search) count += 1;
    return count;
  }

  /** `takesNew`: also for texts that have none of the pieces counted before. */
  #countHolders(piece: number, takesNew: boolean): void {
    const end = this.#holders.start(piece + 1);
    for (let next = this.#holders.start(piece); next < end; next += 1) {
      const at = this.#holders.of[next] as number;
      const count = this.#shared[at] as number;
      if (count === 0) {
        if (!takesNew || this.#comparedBy[at] === this.#search) continue;
        this.#touched[this.#touchedCount] = at;
        this.#touchedCount += 1;
      }
      this.#shared[at] = count + 1;
    }
  }

  #offerTouched(): void {
    for (let next = 0; next < this.#touchedCount; next += 1) {
      const at = this.#touched[next] as number;
      this.#offer(at, this.#shared[at] as number);
      this.#shared[at] = 0;
    }
    this.#touchedCount = 0;
  }

  #offer(at: number, count: number): void {
    const dice = (2 * count) / (this.#size + this.#pieces.size(at));
    if (dice < this.#floor - hair) return;
    const { owner } = this.#texts[at] as IndexedText;
    const own = this.#best.find((place) => place.owner === owner);
    if (own && own.dice >= dice) return;
    this.#best = [...this.#best.filter((place) => place !== own), { at, owner, dice }].sort((a, b) => b.dice - a.dice || a.owner - b.owner).slice(0, this.#most);
    if (this.#best.length === this.#most) this.#floor = this.#best[this.#most - 1]?.dice ?? this.#least;
  }
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

  /** For each number the lists that hold it. */
  turned(): Lists {
    const holders: number[][] = [];
    for (let list = 0; list < this.count; list += 1) {
      for (let next = this.start(list); next < this.start(list + 1); next += 1) (holders[this.of[next] as number] ??= []).push(list);
    }
    return new Lists(holders);
  }
}

/** Numbers the trigrams of texts, each once a text. Words come again and again: each is cut once. */
function pieceNumbers(): (text: string) => number[] {
  const ids = new Map<string, number>();
  const byWord = new Map<string, number[]>();
  const ofWord = (word: string): number[] => {
    let numbers = byWord.get(word);
    if (!numbers) {
      numbers = [];
      for (const piece of piecesOfWord(word)) {
        const id = ids.get(piece) ?? ids.size;
        ids.set(piece, id);
        if (!numbers.includes(id)) numbers.push(id);
      }
      byWord.set(word, numbers);
    }
    return numbers;
  };
  return (text) => {
    if (text === "") return [];
    const [first = "", ...others] = text.split(" ");
    if (others.length === 0) return ofWord(first);
    const numbers = new Set(ofWord(first));
    for (const word of others) for (const id of ofWord(word)) numbers.add(id);
    return [...numbers];
  };
}

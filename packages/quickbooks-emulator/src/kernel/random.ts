/** Repeatable randomness: the same seed draws the same ids, tokens and request ids (sfc32 over a hashed seed). */
export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #d = 1;

  constructor(seed: string) {
    [this.#a, this.#b, this.#c] = hashSeed(seed);
    for (let warmUp = 0; warmUp < 15; warmUp += 1) this.#next();
  }

  #next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (this.#c << 21) | (this.#c >>> 11);
    this.#c = (this.#c + t) | 0;
    return t >>> 0;
  }

  digits(count: number): string {
    return this.#drawn('0123456789', count);
  }

  hex(count: number): string {
    return this.#drawn('0123456789abcdef', count);
  }

  letters(count: number): string {
    return this.#drawn('abcdefghijklmnopqrstuvwxyz234567', count);
  }

  #drawn(alphabet: string, count: number): string {
    let text = '';
    for (let drawn = 0; drawn < count; drawn += 1) text += alphabet[this.#next() % alphabet.length];
    return text;
  }
}

function hashSeed(seed: string): [number, number, number] {
  const hash = (start: number) => {
    let value = start;
    for (const char of seed) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193) >>> 0;
    return value;
  };
  return [hash(0x811c9dc5), hash(0x9e3779b9), hash(0x85ebca6b)];
}

import type { WireValue } from './company.js';

const longestText = 40;
const mostTexts = 20_000;
const mostObjects = 30_000;
const mostMembers = 6;

const emptyList: WireValue[] = [];
Object.freeze(emptyList);

/**
 * Equal texts, references and other small objects of a company's records are kept once: records repeat the same customer,
 * item, currency and moment thousands of times. What is shared is frozen; a stored record is never changed in place anyway.
 */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  readonly #objects = new Map<string, WireValue>();

  /** A copy of a value that shares what it can. */
  copy<Value extends WireValue>(value: Value): Value {
    return this.#copy(value) as Value;
  }

  #copy(value: WireValue): WireValue {
    if (typeof value === 'string') return this.#text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.length === 0 ? emptyList : value.map((item) => this.#copy(item));
    const copy: { [member: string]: WireValue } = {};
    const names = Object.keys(value);
    let isShared = names.length <= mostMembers;
    for (const name of names) {
      const own = this.#copy(value[name]!);
      copy[name] = own;
      if (typeof own === 'object' && own !== null && !Object.isFrozen(own)) isShared = false;
    }
    return isShared ? this.#object(copy) : copy;
  }

  #text(text: string): string {
    if (text.length > longestText) return text;
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    // Texts of one record only, such as names, would fill it for good.
    if (this.#texts.size >= mostTexts) this.#texts.clear();
    this.#texts.set(text, text);
    return text;
  }

  #object(object: WireValue): WireValue {
    const key = JSON.stringify(object);
    const known = this.#objects.get(key);
    if (known !== undefined) return known;
    if (this.#objects.size >= mostObjects) this.#objects.clear();
    Object.freeze(object);
    this.#objects.set(key, object);
    return object;
  }
}

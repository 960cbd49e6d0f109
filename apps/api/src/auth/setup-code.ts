import { randomInt, timingSafeEqual } from "node:crypto";

/** The one-time code that proves whoever makes the first account can read the server's log. */
export interface SetupCode {
  readonly text: string;
  /** True once for the right code; after ten wrong ones never again in this process. */
  matches(given: string): boolean;
}

/** No 0, O, 1, I or L: it is typed from a log. */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/** Twelve characters, about 59 bits, new with every start of the server. */
export function createSetupCode(): SetupCode {
  const text = Array.from({ length: 12 }, (_, index) => `${index > 0 && index % 4 === 0 ? "-" : ""}${alphabet[randomInt(alphabet.length)]}`).join("");
  let triesLeft = 10;
  return {
    text,
    matches(given) {
      const typed = Buffer.from(given.trim().toUpperCase().padEnd(text.length).slice(0, text.length));
      if (triesLeft === 0) return false;
      const isRight = timingSafeEqual(typed, Buffer.from(text)) && given.trim().length === text.length;
      if (!isRight) triesLeft -= 1;
      return isRight;
    },
  };
}

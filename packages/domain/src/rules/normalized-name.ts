/** Letters that carry no combining mark to strip but that people type without their stroke. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
};

const GENERATIONS: ReadonlySet<string> = new Set(["jr", "sr", "ii", "iii", "iv"]);

/** One spelling for each legal form; a name that has one is a business, and its commas do not turn. */
const LEGAL_FORMS: Readonly<Record<string, string>> = {
  inc: "inc", incorporated: "inc", llc: "llc", llp: "llp", lp: "lp", pllc: "pllc", pc: "pc", plc: "plc", pa: "pa",
  ltd: "ltd", limited: "ltd", corp: "corp", corporation: "corp", co: "co", company: "co", gmbh: "gmbh",
  partners: "partners", associates: "associates",
};

interface Part {
  readonly given: readonly string[];
  /** Empty when the name shares the surname of the other person of a couple. */
  readonly surname: readonly string[];
  readonly generation: readonly string[];
}

/**
 * The form of a person's or business's name in which two spellings of one name are equal.
 * Folded away: case, diacritics, width and compatibility forms, punctuation, apostrophes, spaces, "&" / "+" / "and",
 * "Last, First" against "First Last", a couple's repeated surname, and the spelling of a legal form ("Incorporated", "Inc.").
 * Kept apart: generations ("Jr", "III"), and the order of names where no comma says otherwise, so that
 * "Henry, James" is "James Henry" and never "Henry James". Equal normalised names are evidence, not proof, of one client.
 */
export function normalizeName(text: string): string {
  const folded = fold(text);
  const words = tokens(folded);
  if (words.length === 0) return text.trim().toLowerCase();
  if (words.some((word) => Object.hasOwn(LEGAL_FORMS, word))) {
    return words.filter((word) => word !== "and").map((word) => LEGAL_FORMS[word] ?? word).join(" ");
  }
  const parts = folded.split(/&|\+|\band\b/u).map(readPart).filter((part) => part.given.length + part.surname.length > 0);
  return joinParts(parts);
}

/** The surname that a comma says, of the name of one person: "Henry, James" is a Henry. Null where the order is not said. */
export function statedSurname(text: string): string | null {
  if (isBusinessName(text)) return null;
  const parts = fold(text).split(/&|\+|\band\b/u);
  const [only = ""] = parts;
  const pieces = only.split(",").map((piece) => tokens(piece).filter((word) => !GENERATIONS.has(word))).filter((words) => words.length > 0);
  return parts.length === 1 && pieces.length > 1 ? (pieces[0]?.join(" ") ?? null) : null;
}

/** True when the name carries a legal form ("Inc.", "LLP", "Associates"), so that its commas part no surname from a first name. */
export function isBusinessName(text: string): boolean {
  return tokens(fold(text)).some((word) => Object.hasOwn(LEGAL_FORMS, word));
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/gu, (letter) => FOLDED[letter] ?? letter)
    .replace(/['’‘ʼ`´.]/gu, "");
}

function tokens(folded: string): string[] {
  return folded.replace(/[&+]/gu, " and ").match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Reads "miller jr, anna", "anna miller, jr" and "anna miller" alike. */
function readPart(text: string): Part {
  const pieces = text.split(",").map(tokens).filter((words) => words.length > 0);
  const generation = pieces.flat().filter((word) => GENERATIONS.has(word));
  const [first = [], ...rest] = pieces.map((words) => words.filter((word) => !GENERATIONS.has(word))).filter((words) => words.length > 0);
  const after = rest.flat();
  if (after.length > 0) return { given: after, surname: first, generation };
  return { given: first.length > 1 ? first.slice(0, -1) : first, surname: first.length > 1 ? first.slice(-1) : [], generation };
}

function joinParts(parts: readonly Part[]): string {
  const surnames = parts.map((part) => part.surname.join(" ")).filter((surname) => surname !== "");
  const shared = parts.length > 1 && new Set(surnames).size === 1;
  const words = shared
    ? [...parts.flatMap((part) => [...part.given, ...part.generation]), ...surnames.slice(0, 1)]
    : parts.flatMap((part) => [...part.given, ...part.surname, ...part.generation]);
  return words.join(" ");
}

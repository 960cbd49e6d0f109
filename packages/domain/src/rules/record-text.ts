import { HubError } from "../errors.js";

/** Longest display name: QuickBooks' own spreadsheet takes 100 (community.intuit.com/articles/1583081). */
export const nameLimit = 100;

/** Trims, folds runs of blanks into one and composes accents; an empty text becomes null. */
export function tidyText(text: string | null | undefined): string | null {
  const tidy = (text ?? "").normalize("NFC").replace(/ +/g, " ").trim();
  return tidy === "" ? null : tidy;
}

/** Trims and refuses what is empty or longer than `limit`. */
export function requireText(text: string | null | undefined, what: string, field: string, limit = nameLimit): string {
  const tidy = tidyText(text);
  if (tidy === null) throw new HubError("INVALID", `${what} is empty. Fill it in.`, [field]);
  return limitText(tidy, what, field, limit);
}

/** Trims; refuses what is longer than `limit`. */
export function optionalText(text: string | null | undefined, what: string, field: string, limit = 255): string | null {
  const tidy = tidyText(text);
  return tidy === null ? null : limitText(tidy, what, field, limit);
}

/**
 * Refuses a name QuickBooks cannot take: one with a colon (it writes a site as "Client:Site"), a tab or a line break (R36).
 * Refused when it is entered, never rewritten: a name changed behind a person's back is a name nobody finds again.
 */
export function checkName(name: string, what: string, field: string): string {
  if (/[:\t\n\r\u2028\u2029]/.test(name)) {
    const advice = name.includes(":") ? 'QuickBooks writes a site as "Client:Site": use a dash instead, or add the second part as a site.' : "Write it on one line, with blanks.";
    throw new HubError("INVALID", `${what} "${name.replace(/\s+/g, " ")}" cannot contain a colon, a tab or a line break. ${advice}`, [field]);
  }
  return limitText(name, what, field, nameLimit);
}

function limitText(text: string, what: string, field: string, limit: number): string {
  const { length } = [...text];
  if (length > limit) throw new HubError("INVALID", `${what} has ${length} characters; at most ${limit} fit. Shorten it.`, [field]);
  return text;
}

/** Trims; refuses what is not one e-mail address (QuickBooks: "@" and "." and at most 100 characters). */
export function optionalEmail(text: string | null | undefined, field = "email"): string | null {
  const email = optionalText(text, "The e-mail address", field, 100);
  if (email !== null && !/^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(email)) {
    throw new HubError("INVALID", `"${email}" is not one e-mail address. Write a single one, such as name@example.com.`, [field]);
  }
  return email;
}

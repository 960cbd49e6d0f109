import { LedgerError, sameDecimal, type Decimal } from "@tieout/domain";
import { z } from "zod";

/** A JSON object as it goes to QuickBooks. */
export type WireObject = Record<string, unknown>;

/**
 * Parses an answer of QuickBooks. Every JSON number arrives as the text QuickBooks wrote ("450.00", "2.3333"), so that
 * no amount is ever a float on its way to a `Decimal`. Throws `SyntaxError` for anything that is not JSON.
 */
export function parseWire(text: string): unknown {
  return JSON.parse(text, (_member: string, value: unknown, context?: { source: string }) =>
    typeof value === "number" ? plainText(context?.source ?? String(value)) : value,
  );
}

/** JSON allows 1E+3; a `Decimal` has digits only. */
function plainText(source: string): string {
  return /e/i.test(source) ? trimmed(Number(source).toFixed(10)) : source;
}

/**
 * A decimal as the JSON number QuickBooks expects. Its own limit is 15 digits (Line.Amount 10.5, qbo-entities 6.1), which a
 * JSON number carries exactly; a longer one is refused here instead of being sent as another amount.
 */
export function wireNumber(value: Decimal): number {
  const number = Number(value);
  if (!Number.isFinite(number) || /e/i.test(String(number)) || !sameDecimal(String(number), value)) {
    throw refusedBeforeSending(`QuickBooks cannot hold ${value.length} digits exactly.`);
  }
  return number;
}

/** Money with at least two digits after the point, however QuickBooks printed it: "0" and "0.00" are both "0.00". */
export function moneyText(value: Decimal): Decimal {
  const [whole = "0", fraction = ""] = trimmed(value).split(".");
  return `${whole}.${fraction.padEnd(2, "0")}`;
}

/** A number without trailing zeros: "75.00" is "75", "4.50" is "4.5". */
export function trimmed(value: Decimal): Decimal {
  const text = value.includes(".") ? value.replace(/0+$/, "").replace(/\.$/, "") : value;
  return text === "-0" ? "0" : text;
}

/** A write this adapter will not send because QuickBooks could only refuse or misread it. */
export function refusedBeforeSending(message: string): LedgerError {
  return new LedgerError("invalid-field", message, { retry: "after-fix", facts: { status: 0 } });
}

/** Text that may be missing, null or empty: QuickBooks uses all three for "nothing". */
export const optionalText = z
  .string()
  .nullish()
  .transform((value) => value || null);

export const optionalDecimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullish()
  .transform((value) => value ?? null);

export const optionalMoney = optionalDecimal.transform((value) => (value === null ? null : moneyText(value)));

export const optionalInteger = optionalDecimal.transform((value) => (value === null ? null : Math.trunc(Number(value))));

export const optionalFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? null);

/** `{ "value": "5", "name": "Design" }`: only the value means something, the name may be stale (qbo-protocol 18). */
export const reference = z.object({ value: z.string(), name: z.string().nullish() });

export const optionalReference = reference.nullish().transform((value) => value?.value || null);

/** List entities are active unless they say otherwise; some old rows have no `Active` at all. */
export const activeFlag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? true);

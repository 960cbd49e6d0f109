import { locale } from "./locale.js";

/** An amount as the API gives it: a decimal string, never a float, with its currency. */
export interface MoneyValue {
  readonly amount: string;
  readonly currency: string;
}

/** True when both are the same amount of the same currency, however many zeros they are written with. */
export function sameAmount(a: MoneyValue, b: MoneyValue | null): boolean {
  const plain = (amount: string) => (amount.includes(".") ? amount.replace(/0+$/, "").replace(/\.$/, "") : amount);
  return b !== null && a.currency === b.currency && plain(a.amount) === plain(b.amount);
}

const moneyFormats = new Map<string, Intl.NumberFormat>();

/** "1,250.00" with the currency's own decimals; with `showCurrency` the code in front: "EUR 1,250.00". Exact for any length: the string is never a float. */
export function formatMoney({ amount, currency }: MoneyValue, showCurrency = false): string {
  const key = `${currency}:${showCurrency}`;
  let format = moneyFormats.get(key);
  if (!format) {
    const digits = new Intl.NumberFormat(locale, { style: "currency", currency }).resolvedOptions().minimumFractionDigits;
    format = showCurrency
      ? new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "code" })
      : new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    moneyFormats.set(key, format);
  }
  // ECMA-402 formats a decimal string exactly; the library's type only knows its literal form.
  return format.format(amount as `${number}`);
}

/** What calls cost: "$0.0006", "$1.25". Below a cent up to four decimals are shown, for most runs cost less. */
export function formatPrice({ amount, currency }: MoneyValue): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(amount as `${number}`);
}

/** A calendar day ("2026-03-09") for people: "Mar 9, 2026". No time zone takes part. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** The calendar day before. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** An instant in the firm's time zone, the zone named: "Mar 9, 2026, 10:02 AM EST". */
export function formatInstant(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    year: "numeric", month: "short", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short", timeZone,
  }).format(new Date(instant));
}

/** The clock time of an instant in the firm's time zone: "10:02 AM". */
export function formatClock(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", timeZone }).format(new Date(instant));
}

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3_600], ["minute", 60],
];
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "long" });

/** "3 minutes ago", "in 2 hours", "just now". */
export function formatRelative(instant: string, now: number): string {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : "just now";
}

/** Whole minutes as hours and minutes: 90 is "1:30". */
export function formatMinutes(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** A length of time in one or two words: "41 s", "2 min", "1 h 5 min". */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(0, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

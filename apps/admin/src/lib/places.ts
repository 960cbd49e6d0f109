import { locale } from "./locale.js";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** IANA time zones of this browser, as choices. */
export function timeZones(): Choice[] {
  return Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** Currencies by code and name, as choices. */
export function currencies(): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
}

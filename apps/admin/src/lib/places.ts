import { locale } from "./locale.js";

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** IANA time zones of this browser, as choices; its own and UTC, which the browser's list leaves out, among them. */
export function timeZones(): Choice[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", new Intl.DateTimeFormat().resolvedOptions().timeZone]);
  return [...zones].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

/** Currencies by code and name, as choices. */
export function currencies(): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
}

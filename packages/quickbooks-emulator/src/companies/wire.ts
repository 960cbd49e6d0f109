import type { WireObject, WireRef } from '../kernel/company.js';

/** `CurrencyRef` of everything in a US company. */
export const homeCurrency: WireRef = { value: 'USD', name: 'United States Dollar' };

/** Members of `members` that have a value: QuickBooks leaves out what is empty, `null` never appears in a body. */
export function present(members: { [member: string]: WireObject[string] | undefined }): WireObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, WireObject[string]] => entry[1] !== undefined));
}

/** `MetaData` of a record last written at `updated` (ISO with offset). */
export function metaData(created: string, updated: string = created): WireObject {
  return { CreateTime: created, LastUpdatedTime: updated };
}

/** A moment `minutes` after `start`, both ISO with the offset of the company. */
export function minutesAfter(start: string, minutes: number): string {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)([+-])(\d\d):(\d\d)$/.exec(start);
  if (!match) throw new Error(`"${start}" is not a date-time with an offset such as 2026-04-05T10:00:00-07:00.`);
  const [, local, sign, hours, rest] = match;
  const moved = new Date(Date.parse(`${local}Z`) + minutes * 60_000).toISOString().slice(0, 19);
  return `${moved}${sign}${hours}:${rest}`;
}

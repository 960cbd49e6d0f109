import type { SelectOption } from "../../ui/search-select.js";
import { billableValue } from "../../lib/billable-options.js";
import { formatMinutes } from "../../lib/format.js";
import type { EntryRow } from "./time-queries.js";

/** What the form of one entry holds. */
export interface EntryValues {
  readonly staff: SelectOption | null;
  readonly day: string;
  readonly client: SelectOption | null;
  readonly siteId: string | null;
  readonly service: SelectOption | null;
  readonly duration: string;
  readonly note: string;
  readonly isBillable: boolean;
}

/** A stored entry as the form holds it. */
export function entryValues(entry: EntryRow, staff: SelectOption): EntryValues {
  const billable = entry.type ?? entry.category;
  return {
    staff,
    day: entry.day,
    client: { value: entry.client.id, label: entry.client.displayName },
    siteId: entry.site?.id ?? null,
    service: { value: billableValue(entry.category.id, entry.type?.id), label: `${billable.code} ${billable.name}` },
    duration: formatMinutes(entry.minutes),
    note: entry.note,
    isBillable: entry.isBillable,
  };
}

/** Category and type of a choice made by `billableValue`. */
export function billableIds(value: string): { readonly categoryId: string; readonly typeId: string | null } {
  const [categoryId = "", typeId = null] = value.split(" ");
  return { categoryId, typeId };
}

/** The record's fields with the changes over them; a change that is undefined is none. */
export function withChanges<Details extends object>(record: Details, changes: Partial<Details>): Details {
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Details>;
  return { ...record, ...named };
}

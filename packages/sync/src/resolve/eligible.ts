/** Whether a document may go: chosen by a person, or dated on or after the start date of the sync (R14). */
export function isWanted(id: string, day: string, chosen: ReadonlySet<string>, startDate: string | null): boolean {
  return chosen.has(id) || startDate === null || day >= startDate;
}

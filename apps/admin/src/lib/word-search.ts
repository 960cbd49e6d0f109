/** A text as it is compared: no accents, no capitals. */
function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word of `search` occurs in `text`, in any order: "perez jose" finds "José Pérez". An empty search finds everything. */
export function hasWords(text: string, search: string): boolean {
  const within = plain(text);
  return plain(search).split(/\s+/).every((word) => within.includes(word));
}

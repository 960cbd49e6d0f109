const controlCharacters = /[^\P{Cc}\t\n]/gu;

/**
 * A cell as the plain text it stands for. Nothing is ever evaluated: a formula stays text.
 * `="02134"` (a spreadsheet's way to keep leading zeros) is `02134`; the apostrophe that careful exporters put before
 * `= + - @` is taken off again; control characters, which a database refuses, are dropped.
 */
export function plainCell(cell: string): string {
  const text = cell.replace(controlCharacters, "").trim();
  const quoted = /^="([^"]*)"$/.exec(text);
  if (quoted) return (quoted[1] ?? "").trim();
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

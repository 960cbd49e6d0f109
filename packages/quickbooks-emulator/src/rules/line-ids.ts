type Numbered = { Id?: string; LineNum?: number };

/**
 * Ids and numbers of lines: a line with a known id stays that line, any other gets the next one (Intuit, invoice page;
 * recorded, MQ:update/sales_receipt).
 * @param hasId lines QuickBooks answers without id are left alone (links of a deposit, recorded)
 */
export function settleLineIds<Line extends Numbered>(lines: readonly Line[], before: readonly Numbered[] | undefined, hasId: (line: Line) => boolean = () => true): Line[] {
  const known = new Set((before ?? []).map(({ Id }) => Id));
  let nextId = Math.max(0, ...[...known].map((id) => Number(id ?? 0))) + 1;
  let number = 0;
  return lines.map((line) => {
    if (!hasId(line)) return line;
    const isKnown = line.Id !== undefined && known.delete(line.Id);
    return { ...line, Id: isKnown ? line.Id! : String(nextId++), LineNum: (number += 1) };
  });
}

import type { Field, LayoutMatch } from "./layouts/layout.js";
import type { CsvRecord } from "./text/parse-records.js";
import { type DateFindings, type DateFormat, dateFormatOf, dateTally } from "./values/date.js";
import { provesDecimalComma } from "./values/number.js";
import { plainCell } from "./values/plain-cell.js";

const dateFields: readonly Field[] = ["date", "endDate"];
const numberFields: readonly Field[] = ["duration", "decimalHours", "minutes", "rate", "amount"];

export interface FormatVerdict {
  readonly dateFormat: DateFormat | "ambiguous";
  readonly dates: DateFindings;
  readonly decimalComma: boolean | undefined;
}

/** Gathers, row by row, what a file proves about its dates and its decimal mark. */
export function fileEvidence({ columns }: LayoutMatch): { add: (record: CsvRecord) => void; verdict: () => FormatVerdict } {
  const dates = dateTally();
  const marks = { comma: 0, dot: 0 };
  const texts = (fields: readonly Field[], { cells }: CsvRecord) =>
    fields.map((field) => plainCell(cells[columns.get(field) ?? -1] ?? "")).filter((text) => text !== "");
  return {
    add(record) {
      for (const text of texts(dateFields, record)) dates.add(text);
      for (const text of texts(numberFields, record)) {
        const comma = provesDecimalComma(text);
        if (comma !== undefined) marks[comma ? "comma" : "dot"] += 1;
      }
    },
    verdict() {
      const findings = dates.findings();
      const decimalComma = marks.comma > 0 === marks.dot > 0 ? undefined : marks.comma > 0;
      return { dateFormat: dateFormatOf(findings), dates: findings, decimalComma };
    },
  };
}

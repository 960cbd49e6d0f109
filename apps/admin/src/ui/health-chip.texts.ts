import { plural } from "../lib/text.js";

export const healthTexts = {
  /** "3 problems hold 12 records"; a problem may hold none, as a subtotal that differs. */
  problems: (problems: number, records: number) => {
    if (records === 0) return plural(problems, "problem needs you", "problems need you");
    return `${plural(problems, "problem holds", "problems hold")} ${plural(records, "record", "records")}`;
  },
} as const;

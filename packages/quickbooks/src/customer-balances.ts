import { addMoney, sameDecimal, type LedgerBalances } from "@tieout/domain";
import { z } from "zod";
import { minorVersion } from "./prepare.js";
import { moneyText } from "./wire.js";

/** Open documents by customer. The summary report would be shorter, but it folds sub-customers into their parents. */
const reportName = "CustomerBalanceDetail";

/** Path of the report of what is open of documents dated through a day. */
export function balancesPath(through: string): string {
  return `/reports/${reportName}?report_date=${through}&minorversion=${minorVersion}`;
}

const cells = z.object({ ColData: z.array(z.object({ value: z.string().nullish(), id: z.string().nullish() })) });

/** A row of figures, or a section with its heading, its rows and its sum; sections of sub-customers may stand inside their parent's. */
interface ReportRow {
  ColData?: z.infer<typeof cells>["ColData"];
  Header?: z.infer<typeof cells> | null;
  Rows?: { Row?: ReportRow[] | null } | null;
  Summary?: z.infer<typeof cells> | null;
  group?: string | null;
}

const row: z.ZodType<ReportRow> = z.lazy(() =>
  z.object({ ColData: cells.shape.ColData.optional(), Header: cells.nullish(), Rows: z.object({ Row: z.array(row).nullish() }).nullish(), Summary: cells.nullish(), group: z.string().nullish() }),
);

const report = z.object({
  Header: z.object({ Time: z.string(), ReportName: z.string(), Currency: z.string() }),
  Columns: z.object({ Column: z.array(z.object({ ColTitle: z.string(), ColType: z.string() })) }),
  Rows: z.object({ Row: z.array(row).nullish() }),
});

/** Reads the report: what is open per customer and in all. Throws `ZodError` for one that is not what we know or does not add up. */
export function balancesOf(body: unknown): LedgerBalances {
  const { Header: head, Columns, Rows } = report.parse(body);
  const column = Columns.Column.findIndex(({ ColType, ColTitle }) => ColType === "subt_open_bal" || ColTitle === "Open Balance");
  const rows = Rows.Row ?? [];
  const open = new Map<string, { name: string; amounts: string[] }>();
  for (const each of rows) collect(each, null, column, open);
  const customers = [...open].map(([id, { name, amounts }]) => ({ id, name, balance: addMoney(amounts, head.Currency) }));
  const grandTotal = rows.find(({ group }) => group === "GrandTotal");
  const total = moneyText(grandTotal ? valueAt(grandTotal.Summary?.ColData, column) : "0");
  const sum = addMoney(customers.map(({ balance }) => balance), head.Currency);
  if (!sameDecimal(total, sum)) throw new z.ZodError([{ code: "custom", path: ["Rows", "GrandTotal"], message: "the customers do not add up to the total", input: total }]);
  return { report: head.ReportName, reportedAt: head.Time, currency: head.Currency, total, customers };
}

function collect({ ColData, Header, Rows }: ReportRow, above: string | null, column: number, open: Map<string, { name: string; amounts: string[] }>): void {
  const heading = Header?.ColData[0];
  const id = heading?.id ?? above;
  if (heading?.id && !open.has(heading.id)) open.set(heading.id, { name: heading.value ?? "", amounts: [] });
  if (ColData && id !== null) open.get(id)?.amounts.push(valueAt(ColData, column));
  for (const each of Rows?.Row ?? []) collect(each, id, column, open);
}

/** An empty cell is nothing; thousands are not separated in JSON. */
function valueAt(data: z.infer<typeof cells>["ColData"] | undefined, column: number): string {
  return z.string().regex(/^-?\d*(\.\d+)?$/).transform((text) => (text === "" ? "0" : text.replace(/^(-?)\./, "$10."))).parse(data?.[column]?.value ?? "");
}

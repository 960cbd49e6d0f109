import { expect, test } from "vitest";
import { balancesOf } from "./customer-balances.js";

const cells = (...values: string[]) => ({ ColData: values.map((value) => ({ value })) });
const heading = (name: string, id: string) => ({ ColData: [{ value: name, id }, { value: "" }] });
const data = (open: string) => ({ ...cells("2026-03-17", open), type: "Data" });
const total = (open: string) => ({ Summary: cells("TOTAL", open), type: "Section", group: "GrandTotal" });
const report = (...rows: object[]) => ({
  Header: { Time: "2026-05-20T10:00:00-07:00", ReportName: "CustomerBalanceDetail", Currency: "USD" },
  Columns: { Column: [{ ColTitle: "Date", ColType: "tx_date" }, { ColTitle: "Open Balance", ColType: "subt_open_bal" }] },
  Rows: rows.length === 0 ? {} : { Row: rows },
});

test("a sub-customer's documents are its own, not its parent's, wherever its section stands", () => {
  const site = { Header: heading("North", "2"), Rows: { Row: [data("5.50")] }, Summary: cells("Total for North", "5.50"), type: "Section" };
  const parent = { Header: heading("Acme", "1"), Rows: { Row: [data("100.00"), data("-.50"), site] }, Summary: cells("Total for Acme", "105.00"), type: "Section" };
  expect(balancesOf(report(parent, total("105.00")))).toEqual({
    report: "CustomerBalanceDetail", reportedAt: "2026-05-20T10:00:00-07:00", currency: "USD", total: "105.00",
    customers: [{ id: "1", name: "Acme", balance: "99.50" }, { id: "2", name: "North", balance: "5.50" }],
  });
});

test("a company nobody owes anything has no rows", () => {
  expect(balancesOf(report())).toMatchObject({ total: "0.00", customers: [] });
});

test("a report whose customers do not add up to its total is not believed", () => {
  expect(() => balancesOf(report({ Header: heading("Acme", "1"), Rows: { Row: [data("100.00")] }, type: "Section" }, total("99.00")))).toThrow("add up");
});

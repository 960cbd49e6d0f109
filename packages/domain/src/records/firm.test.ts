import { expect, test } from "vitest";
import { Firm } from "./firm.js";

const firm = new Firm("f", { name: "Stone", timeZone: "Pacific/Honolulu", defaultTermsDays: 30, invoiceNumberPrefix: "A-", nextInvoiceNumber: 9 });

test("today is the day where the firm is, even at ten to midnight", () => {
  expect(firm.today(new Date("2026-03-01T09:50:00Z"))).toBe("2026-02-28");
});

test.each([
  ["2026-01-31", null, "2026-03-02"],
  ["2026-01-31", 0, "2026-01-31"],
  ["2026-02-27", 14, "2026-03-13"],
])("an invoice of %s with terms %s is due on %s", (issuedOn, terms, dueOn) => {
  expect(firm.dueOn(issuedOn, terms)).toBe(dueOn);
});

test("numbers count on", () => {
  expect([firm.takeInvoiceNumber(), firm.takeInvoiceNumber()]).toEqual(["A-9", "A-10"]);
});

import { buffer } from "node:stream/consumers";
import type { TieOutRow } from "@tieout/store";
import { expect, test } from "vitest";
import { pdfText } from "../testing/pdf-text.js";
import { pdfReport } from "./pdf-report.js";

const amounts = { hub: "1250.00", ledger: "0.00", difference: "1250.00", explained: "1250.00", residual: "0.00", elsewhere: "0.00" };
const names = ["Øre & Łódź Świętokrzyska, LLC", "Παπαδόπουλος & Υιοί", "Юрий Щербаков — «Ёлка»", "O’Brien – “Café”"];

function proof(clientNames: readonly string[]): TieOutRow {
  const statement = {
    format: "tieout/1", id: "proof", firm: "Kowalczyk & Żółć", company: "Βιβλία", provenAt: "2026-11-23T10:00:00.000Z", check: null,
    figures: {
      asOf: "2026-11-23", totals: [{ currency: "USD", ...amounts }], ledgerOnly: [], counts: [],
      clients: clientNames.map((name, index) => ({ clientId: String(index), name, currency: "USD", ...amounts })),
      documents: clientNames.map((clientName, index) => ({ recordId: String(index), label: String(1001 + index), clientName, issuedOn: "2026-11-02", currency: "USD", reason: "not-sent", detail: null, hubOpen: "1250.00", ledgerOpen: "0.00", difference: "1250.00" })),
    },
  };
  return { statement, hash: "ab".repeat(32), signature: "c2ln", publicKey: "key", id: "proof", provenAt: "2026-11-23T10:00:00.000Z" } as unknown as TieOutRow;
}
const printed = async (clientNames: readonly string[]): Promise<Buffer> => buffer(await pdfReport(proof(clientNames)));

test("names are printed in their own letters, Latin with every accent, Greek and Cyrillic, and can be copied from the page", async () => {
  const pages = pdfText(await printed(names)).replaceAll("\n", " ");
  for (const word of [...names, "Kowalczyk & Żółć", "Βιβλία"].flatMap((name) => name.split(" "))) expect(pages).toContain(word);
  expect(pages).not.toContain("?");
  expect(pages).not.toContain("\uFFFD");
});

test("the same proof prints the same bytes, with the letters it uses and no more of the font", async () => {
  const pdf = await printed(names);
  expect(pdf.equals(await printed(names))).toBe(true);
  expect(pdf.length).toBeLessThan(80_000);
});

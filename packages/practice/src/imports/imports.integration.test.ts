import { newId } from "@tieout/domain";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { firmFixture, type FirmFixture } from "../firm-fixture.js";
import { createSite } from "../sites/create-site.js";
import { addImportRows } from "./add-import-rows.js";
import { commitImport } from "./commit-import.js";
import { decideImportMapping } from "./decide-import-mapping.js";
import { discardImport, failImport } from "./discard-import.js";
import type { ImportRowInput } from "./import-row-input.js";
import { openImport } from "./open-import.js";
import { previewImport } from "./preview-import.js";
import { proposeImportMappings } from "./propose-import-mappings.js";

let firm: FirmFixture;
beforeEach(async () => void (firm = await firmFixture()));
afterEach(() => firm.close());

let line = 1;
const timeRow = (more: object = {}): ImportRowInput => {
  line += 1;
  return { kind: "time", line, fingerprint: `print-${line}`, date: "2026-02-03", minutes: 45, note: "Call", staffEmail: "sia@stone.example", client: "ACME, Inc.", task: "Tax", ...more };
};
const clientRow = (name: string, more: object = {}): ImportRowInput => {
  line += 1;
  return { kind: "client", line, fingerprint: `print-${line}`, name, ...more };
};

async function upload(rows: ImportRowInput[], more: object = {}) {
  const kind = rows.some((row) => row.kind === "client") ? ("clients" as const) : ("time" as const);
  const { id: importId } = await openImport(firm.context, { kind, source: "toggl", fileName: "time.csv", ...more });
  await addImportRows(firm.context, { importId, rows });
  return previewImport(firm.context, { importId });
}
const rowsOf = (importId: string) =>
  firm.rows<{ line: number; verdict: string; reasons: { field: string; code: string; message: string }[]; record_id: string | null }>("select line, verdict, reasons, record_id from hub.import_row where import_id = $1 order by line", [importId]);

describe("a file of time", () => {
  test("names that are equal are proposed and become entries, waiting for approval, in the client's currency", async () => {
    const preview = await upload([timeRow(), timeRow({ staffEmail: undefined, staffName: "Stone, Sia", type: "tax-r", rate: "300.50", currency: "USD" })]);
    expect(preview).toMatchObject({ state: "preview", rowsRead: 2, counts: { new: 2 } });
    expect((await proposeImportMappings(firm.context, { importId: preview.id })).map((value) => [value.field, value.value, value.origin, value.target?.name])).toContainEqual(["client", "ACME, Inc.", "proposed", "Acme Inc"]);
    expect(await commitImport(firm.context, { importId: preview.id })).toMatchObject({ state: "committed", rowsDone: 2, counts: { imported: 2 } });
    expect(await firm.rows("select staff_id, client_id, category_id, type_id, day, minutes, note, status, rate, currency from hub.time_entry order by rate nulls first")).toEqual([
      { staff_id: firm.sia.id, client_id: firm.client.id, category_id: firm.tax.id, type_id: null, day: "2026-02-03", minutes: 45, note: "Call", status: "submitted", rate: null, currency: "USD" },
      { staff_id: firm.sia.id, client_id: firm.client.id, category_id: firm.tax.id, type_id: firm.review.id, day: "2026-02-03", minutes: 45, note: "Call", status: "submitted", rate: "300.50", currency: "USD" },
    ]);
  });

  test("a second upload of the same rows imports none of them", async () => {
    const rows = [timeRow(), timeRow()];
    await commitImport(firm.context, { importId: (await upload(rows)).id });
    const again = await upload([...rows, timeRow()]);
    expect(again.counts).toEqual({ "already-imported": 2, new: 1 });
    await commitImport(firm.context, { importId: again.id });
    expect(await firm.rows("select 1 from hub.time_entry")).toHaveLength(3);
  });

  test("two uploads of the same rows committed at once still import each once", async () => {
    const rows = Array.from({ length: 50 }, () => timeRow());
    const [one, two] = [await upload(rows), await upload(rows)];
    await Promise.all([commitImport(firm.context, { importId: one.id, chunkSize: 7 }), commitImport(firm.context, { importId: two.id, chunkSize: 9 })]);
    expect(await firm.rows("select 1 from hub.time_entry")).toHaveLength(50);
  });

  test("staff are never created: the rows wait until somebody says who it is", async () => {
    const preview = await upload([timeRow({ staffEmail: "new@stone.example" })]);
    const [row] = await rowsOf(preview.id);
    expect(row).toMatchObject({ verdict: "needs-mapping", reasons: [{ field: "staff", code: "unmapped", message: expect.stringContaining("new@stone.example") }] });
    await expect(commitImport(firm.context, { importId: preview.id })).rejects.toThrow(/1 rows still need a mapping/);
    await expect(decideImportMapping(firm.context, { importId: preview.id, decisions: [{ field: "staff", value: "new@stone.example", create: true }] })).rejects.toThrow(/never staff/);
    expect(await firm.rows("select 1 from hub.staff_member")).toHaveLength(2);
  });

  test("decisions map, create a client on request or leave rows out, and are remembered for the next upload", async () => {
    const values = [{ client: "Berg, Ida & Tom" }, { client: "Internal" }, { staffEmail: "old@stone.example" }, { task: "Steuer" }];
    const preview = await upload(values.map((more) => timeRow(more)));
    expect(preview.counts).toEqual({ "needs-mapping": 4 });
    const decided = await decideImportMapping(firm.context, {
      importId: preview.id,
      decisions: [
        { field: "client", value: "Berg, Ida & Tom", create: true },
        { field: "client", value: "Internal", skip: true },
        { field: "staff", value: "old@stone.example", targetId: firm.paul.id },
        { field: "category", value: "Steuer", targetId: firm.review.id },
      ],
    });
    expect(decided.counts).toEqual({ new: 3, skipped: 1 });
    await commitImport(firm.context, { importId: preview.id });
    expect(await firm.rows("select kind, display_name from hub.client where display_name like 'Berg%'")).toEqual([{ kind: "couple", display_name: "Berg, Ida & Tom" }]);
    expect(await firm.rows("select 1 from hub.time_entry where type_id = $1 and category_id = $2", [firm.review.id, firm.tax.id])).toHaveLength(1);
    expect((await upload(values.map((more) => timeRow(more)))).counts).toEqual({ new: 3, skipped: 1 });
    // Another product's words are other words.
    expect((await upload(values.map((more) => timeRow(more)), { source: "harvest" })).counts).toMatchObject({ "needs-mapping": 3 });
  });

  test("what is merely alike is suggested, never taken", async () => {
    const preview = await upload([timeRow({ task: "Bookkeping" })]);
    const value = (await proposeImportMappings(firm.context, { importId: preview.id })).find((each) => each.field === "category");
    expect(value).toMatchObject({ origin: "open", target: null, suggestions: [{ target: { name: "Bookkeeping" } }] });
  });

  test("rows the file makes unusable stay refused with their reason, and others go on", async () => {
    line += 1;
    const refused: ImportRowInput = { kind: "refused", line, reasons: [{ field: "duration", code: "duration-zero", message: "No time at all." }] };
    const preview = await upload([refused, timeRow()]);
    expect(preview.counts).toEqual({ refused: 1, new: 1 });
    expect(await commitImport(firm.context, { importId: preview.id })).toMatchObject({ counts: { refused: 1, imported: 1 } });
  });

  test("a rate in another currency and a site nobody knows are refused in words, until mended", async () => {
    const preview = await upload([timeRow({ rate: "90", currency: "EUR" }), timeRow({ site: "Depot" })]);
    const reasons = (await rowsOf(preview.id)).flatMap((row) => row.reasons.map((reason) => reason.message));
    expect(reasons).toEqual([expect.stringContaining("The rate is in EUR, the client is billed in USD"), expect.stringContaining('"Depot" is not a site of Acme Inc')]);
    const site = await createSite(firm.context, { clientId: firm.client.id, name: "depot" });
    expect((await previewImport(firm.context, { importId: preview.id })).counts).toEqual({ refused: 1, new: 1 });
    await commitImport(firm.context, { importId: preview.id });
    expect(await firm.rows("select site_id from hub.time_entry")).toEqual([{ site_id: site.id }]);
    expect((await upload([timeRow({ rate: "90", currency: "EUR" })], { keepsRates: false })).counts).toEqual({ new: 1 });
  });

  test("what was billed elsewhere is not billable here", async () => {
    await commitImport(firm.context, { importId: (await upload([timeRow({ billable: true, invoiced: true })])).id });
    expect(await firm.rows("select is_billable from hub.time_entry")).toEqual([{ is_billable: false }]);
  });

  test("an import that broke off in the middle goes on where it stopped", async () => {
    const preview = await upload(Array.from({ length: 10 }, () => timeRow()));
    const broken = { ...firm.context, store: { ...firm.context.store, withFirm: failAfter(4, firm.context.store.withFirm) } };
    await expect(commitImport(broken, { importId: preview.id, chunkSize: 3 })).rejects.toThrow("power cut");
    expect(await firm.rows("select state, rows_done from hub.import")).toEqual([{ state: "committing", rows_done: 9 }]);
    expect(await commitImport(firm.context, { importId: preview.id })).toMatchObject({ state: "committed", rowsDone: 10 });
    expect(await firm.rows("select 1 from hub.time_entry")).toHaveLength(10);
  });

  test("a discarded or failed file leaves no rows and cannot be committed", async () => {
    const preview = await upload([timeRow()]);
    expect(await discardImport(firm.context, { importId: preview.id })).toMatchObject({ state: "discarded", counts: {} });
    await expect(commitImport(firm.context, { importId: preview.id })).rejects.toThrow(/was discarded/);
    const { id } = await openImport(firm.context, { kind: "time", source: "toggl", fileName: "x.csv" });
    expect(await failImport(firm.context, { importId: id, reason: "Not a CSV file." })).toMatchObject({ state: "failed", failure: "Not a CSV file." });
    expect(await firm.rows("select 1 from hub.import_row")).toEqual([]);
  });

  test("rows sent twice count once, another firm's import is not there", async () => {
    const { id: importId } = await openImport(firm.context, { kind: "time", source: "toggl", fileName: "x.csv" });
    const rows = [timeRow()];
    await addImportRows(firm.context, { importId, rows });
    await addImportRows(firm.context, { importId, rows });
    expect((await previewImport(firm.context, { importId })).rowsRead).toBe(1);
    const stranger = { ...firm.context, actor: { ...firm.context.actor, firmId: newId() } };
    await expect(previewImport(stranger, { importId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("50,000 rows are judged and imported in chunks, with progress on the way", { timeout: 240_000 }, async () => {
    const { id: importId } = await openImport(firm.context, { kind: "time", source: "toggl", fileName: "big.csv" });
    for (let chunk = 0; chunk < 50; chunk += 1) await addImportRows(firm.context, { importId, rows: Array.from({ length: 1000 }, (_, index) => timeRow({ note: `n${index}` })) });
    expect((await previewImport(firm.context, { importId })).counts).toEqual({ new: 50_000 });
    const done = commitImport(firm.context, { importId });
    const seen = new Set<number>();
    const watch = setInterval(() => void firm.rows<{ rows_done: number }>("select rows_done from hub.import").then(([row]) => seen.add(row?.rows_done ?? 0)), 100);
    await done.finally(() => clearInterval(watch));
    expect(await done).toMatchObject({ rowsDone: 50_000, counts: { imported: 50_000 } });
    expect(seen.size).toBeGreaterThan(5);
    expect(await firm.rows("select 1 from hub.dirty_record where kind = 'time-entry' limit 1")).toHaveLength(1);
  });
});

describe("a file of clients", () => {
  test("new ones become clients of the right kind and sites under them; those who are here are matched", async () => {
    const preview = await upload([
      clientRow("Nord", { parent: "Harbor LLC", address: { street: "1 Quay\nBox 2", city: "Kiel", zip: "24103" } }),
      clientRow("Harbor LLC", { email: "ap@harbor.example", mobile: "555 1", currency: "EUR", address: { state: "ME" } }),
      clientRow("Anna Miller"),
      clientRow("Ray, Kim", { company: "Ray Studio" }),
    ]);
    expect(preview.counts).toEqual({ new: 3, matched: 1 });
    await commitImport(firm.context, { importId: preview.id });
    expect(await firm.rows("select kind, display_name, email, phone, currency, state, notes from hub.client where display_name in ('Harbor LLC', 'Ray, Kim') order by display_name")).toEqual([
      { kind: "business", display_name: "Harbor LLC", email: "ap@harbor.example", phone: "555 1", currency: "EUR", state: "ME", notes: null },
      { kind: "individual", display_name: "Ray, Kim", email: null, phone: null, currency: "USD", state: null, notes: "Company: Ray Studio" },
    ]);
    expect(await firm.rows("select c.display_name, s.name, s.address_line1, s.address_line2, s.postal_code from hub.site s join hub.client c on c.id = s.client_id")).toEqual([
      { display_name: "Harbor LLC", name: "Nord", address_line1: "1 Quay", address_line2: "Box 2", postal_code: "24103" },
    ]);
    expect((await rowsOf(preview.id)).find((row) => row.verdict === "matched")?.record_id).toBe(firm.other.id);
  });

  test("the same file again changes nothing", async () => {
    const rows = [clientRow("Harbor LLC"), clientRow("Nord", { parent: "Harbor LLC" })];
    await commitImport(firm.context, { importId: (await upload(rows)).id });
    const again = await upload(rows);
    expect(again.counts).toEqual({ matched: 2 });
    await commitImport(firm.context, { importId: again.id });
    expect(await firm.rows("select 1 from hub.client")).toHaveLength(3);
    expect(await firm.rows("select 1 from hub.site")).toHaveLength(1);
  });

  test("a name twice in the file, a site of nobody and a name with a colon are refused in words", async () => {
    const preview = await upload([clientRow("Harbor LLC"), clientRow("HARBOR, L.L.C."), clientRow("Nord", { parent: "Nobody" }), clientRow("A:B")]);
    const rows = await rowsOf(preview.id);
    expect(rows.map((row) => row.verdict)).toEqual(["new", "refused", "refused", "refused"]);
    expect(rows.slice(1).map((row) => row.reasons[0]?.message)).toEqual([expect.stringContaining("already on line"), expect.stringContaining('"Nobody"'), expect.stringContaining("colon")]);
  });
});

/** Works the first `times` times, then as if the power were cut. */
function failAfter<Work extends (...args: never[]) => Promise<unknown>>(times: number, work: Work): Work {
  let left = times;
  return (async (...args: Parameters<Work>) => {
    if (left === 0) throw new Error("power cut");
    left -= 1;
    return work(...args);
  }) as Work;
}

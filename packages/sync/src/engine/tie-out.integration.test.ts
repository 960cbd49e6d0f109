import { canonicalJson, type TieOutStatement } from "@tieout/domain";
import { voidInvoice } from "@tieout/practice";
import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { storeWith } from "../testing/seams.js";
import { syncFixture, type SyncFixture } from "../testing/sync-fixture.js";

let firm: SyncFixture;
afterEach(() => firm.close());

interface Proof {
  trigger: string;
  result: string;
  hash: string;
  signature: string;
  key_version: number;
  statement: TieOutStatement;
}

const proofs = () => firm.rows<Proof>("select trigger, result, hash, signature, key_version, statement from hub.tie_out order by proven_at, id");
const last = async (): Promise<Proof> => {
  const proof = (await proofs()).at(-1);
  if (!proof) throw new Error("There is no proof.");
  return proof;
};
const documentsOf = ({ statement }: Proof) => statement.figures.documents.map(({ label, reason, difference }) => [label, reason, difference]);

async function tieOut(isChecked = false) {
  const { runId } = await firm.engine.tieOut({ firmId: firm.firmId, connectionId: firm.connectionId, isChecked, trigger: "user", requestedBy: "Ana" });
  await firm.drain();
  expect(firm.logs).toEqual([]);
  return { ...(await last()), run: await firm.run(runId) };
}

/** Three invoices of 100.00, 200.00 and 300.00 in QuickBooks, of two clients. */
async function threeSent() {
  firm = await syncFixture();
  await firm.map(firm.tax, firm.addItem("Tax return"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  const bond = await firm.addClient({ businessName: "Bond LLC" });
  for (const [client, amount] of [[acme, "100.00"], [acme, "200.00"], [bond, "300.00"]] as const) await firm.addInvoice(client.id, [{ category: firm.tax, amount }]);
  await firm.sync();
  const sent = (total: number) => {
    const record = firm.records("Invoice").find((each) => each["TotalAmt"] === total);
    if (!record) throw new Error("This invoice was not sent.");
    return { id: record.Id, number: String(record["DocNumber"]) };
  };
  return { acme, bond, sent };
}

test("after the first sync both sides tie out to 0.00 by themselves, and the statement is signed", async () => {
  await threeSent();
  const proof = await last();
  expect(proof).toMatchObject({ trigger: "run", result: "ties-out" });
  expect(proof.statement).toMatchObject({ format: "tieout/1", firm: "Stone & Partners", company: "Books", check: null });
  expect(proof.statement.figures.totals).toEqual([expect.objectContaining({ currency: "USD", hub: "600.00", ledger: "600.00", difference: "0.00", residual: "0.00" })]);
  expect(proof.statement.figures.clients.map(({ name, hub, ledger }) => [name, hub, ledger])).toEqual([["Acme Inc", "300.00", "300.00"], ["Bond LLC", "300.00", "300.00"]]);
  expect(proof.statement.figures.counts).toMatchObject([{ kind: "client", linked: 2, hubOnly: 0 }, { kind: "invoice", linked: 3, waiting: 0, hubOnly: 0, ledgerOnly: 0 }, { kind: "time-entry" }]);
  const text = canonicalJson(proof.statement);
  expect(createHash("sha256").update(text).digest("hex")).toBe(proof.hash);
  expect(firm.vault.isSigned(text, { value: proof.signature, keyVersion: proof.key_version }, firm.firmId)).toBe(true);
});

test("edited, voided and deleted in QuickBooks: the tie-out names exactly these documents, with both amounts", async () => {
  const { sent } = await threeSent();
  const [edited, voided, deleted] = [sent(100), sent(200), sent(300)];
  firm.bookkeeper.change("Invoice", edited.id, { Line: [{ Amount: 150, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: firm.addItem("Advice") } } }] });
  firm.bookkeeper.void("Invoice", voided.id);
  firm.bookkeeper.remove("Invoice", deleted.id);
  await firm.sync();
  const proof = await last();
  expect(proof.trigger).toBe("run");
  expect(documentsOf(proof).toSorted()).toEqual([[edited.number, "changed-there", "-50.00"], [voided.number, "voided-there", "200.00"], [deleted.number, "deleted-there", "300.00"]].toSorted());
  expect(proof.statement.figures.documents.find(({ label }) => label === edited.number)).toMatchObject({ hubOpen: "100.00", ledgerOpen: "150.00", problemKind: "changed-in-ledger" });
  expect(proof.statement.figures.totals).toMatchObject([{ hub: "600.00", ledger: "150.00", difference: "450.00", explained: "450.00", residual: "0.00" }]);
  expect(proof.result).toBe("explained");

  const problems = await firm.problems();
  for (const { id, kind } of problems) if (kind !== "record-gone") await firm.engine.resolve({ firmId: firm.firmId, problemId: id, remedy: "accept-theirs", actor: firm.actor });
  expect(documentsOf(await tieOut())).toEqual([[deleted.number, "deleted-there", "300.00"]]);
});

test("an invoice moved to another customer names the problem of the move, not the one of its tax", async () => {
  // QuickBooks charges 8 %.
  firm = await syncFixture({ firm: { taxRatePercent: "8.01" } });
  await firm.map(firm.books, firm.addItem("Bookkeeping"));
  await firm.enabled();
  const acme = await firm.addClient({ businessName: "Acme Inc" });
  await firm.addClient({ businessName: "Bond LLC" });
  await firm.addInvoice(acme.id, [{ category: firm.books, amount: "1250.00" }]);
  await firm.sync();
  const bond = firm.records("Customer").find((each) => each["DisplayName"] === "Bond LLC")?.Id ?? "";
  firm.bookkeeper.change("Invoice", String(firm.records("Invoice")[0]?.Id), { CustomerRef: { value: bond } });
  await firm.sync();
  expect((await firm.problems()).map(({ kind }) => kind).toSorted()).toEqual(["changed-in-ledger", "tax-differs"]);
  const moved = { reason: "moved-there", detail: "Bond LLC", problemKind: "changed-in-ledger" };
  expect((await last()).statement.figures.documents).toMatchObject([moved, moved]);
});

test("a payment in QuickBooks is paid on both sides; a document made there is stated apart and moves no difference", async () => {
  const { sent } = await threeSent();
  const paid = sent(300);
  const customer = firm.records("Customer").find((each) => each["DisplayName"] === "Bond LLC")?.Id ?? "";
  firm.bookkeeper.create("Payment", { CustomerRef: { value: customer }, TotalAmt: 120, Line: [{ Amount: 120, LinkedTxn: [{ TxnId: paid.id, TxnType: "Invoice" }] }] });
  const made = firm.bookkeeper.create("Invoice", { CustomerRef: { value: customer }, Line: [{ Amount: 40, DetailType: "SalesItemLineDetail", SalesItemLineDetail: { ItemRef: { value: "1" } } }] });
  const run = await firm.sync();
  expect(run.state).toBe("succeeded");
  const { statement, result } = await last();
  expect(result).toBe("ties-out");
  expect(statement.figures.totals).toMatchObject([{ hub: "480.00", ledger: "480.00", difference: "0.00", elsewhere: "40.00" }]);
  expect(statement.figures.clients.find(({ name }) => name === "Bond LLC")).toMatchObject({ hub: "180.00", ledger: "180.00", elsewhere: "40.00" });
  expect(statement.figures.ledgerOnly).toMatchObject([{ ledgerId: made.Id, customerName: "Bond LLC", open: "40.00", reason: "made-there" }]);
});

test("what was not sent is named with what holds it: a problem, a person, or nothing yet", async () => {
  const { acme } = await threeSent();
  // 75.00 and 8 % sales tax.
  const held = await firm.addInvoice(acme.id, [{ category: firm.books, amount: "75.00" }]);
  const aside = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "20.00" }]);
  await firm.engine.setAside({ firmId: firm.firmId, connectionId: firm.connectionId, records: [{ kind: "invoice", recordId: aside.id }], reason: "written off", actor: firm.actor });
  await firm.sync();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "5.00" }]);
  const { statement, result } = await tieOut();
  expect(statement.figures.documents.map(({ recordId, reason, detail, problemKind, difference }) => ({ recordId, reason, detail, problemKind, difference })).toSorted((a, b) => Number(a.difference) - Number(b.difference))).toEqual([
    { recordId: expect.any(String), reason: "not-sent", detail: null, problemKind: null, difference: "5.00" },
    { recordId: aside.id, reason: "set-aside", detail: "written off", problemKind: null, difference: "20.00" },
    { recordId: held.id, reason: "blocked", detail: null, problemKind: "mapping-missing", difference: "81.00" },
  ]);
  expect(result).toBe("explained");
  expect(statement.figures.counts.find(({ kind }) => kind === "invoice")).toMatchObject({ linked: 3, waiting: 1, setAside: 1, hubOnly: 1 });
});

test("a tie-out on demand calls nobody; with QuickBooks' report it costs two metered reads and holds the mirror against it", async () => {
  await threeSent();
  firm.calls();
  expect((await tieOut()).run).toMatchObject({ state: "succeeded", summary: "Ties out: 600.00 USD on both sides." });
  expect(firm.calls().all).toBe(0);

  const checked = await tieOut(true);
  expect(firm.calls()).toMatchObject({ all: 2, metered: 2 });
  expect(checked.statement.check).toMatchObject({ report: "CustomerBalanceDetail", currency: "USD", reported: "600.00", mirrored: "600.00", compared: 2, differences: [] });
  expect(checked.run.summary).toContain("own report says the same for 2 customers");

  // What was read is altered behind the engine's back, long enough ago that the change feed does not tell it again: figures agree as before, the report does not.
  await firm.advance(3_600);
  await tieOut(true);
  await firm.advance(3_600);
  await firm.rows("update hub.ledger_record set document = document || '{\"balance\": \"299.00\"}' where kind = 'customer' and name = 'Bond LLC'");
  const wrong = await tieOut(true);
  expect(wrong).toMatchObject({ result: "open" });
  expect(wrong.statement.check?.differences).toMatchObject([{ name: "Bond LLC", reported: "300.00", mirrored: "299.00" }]);
  expect(await firm.problems()).toMatchObject([{ kind: "tie-out-open", facts: { finding: "QuickBooks reports 300.00 for Bond LLC, and 299.00 was read." } }]);
  await firm.rows("update hub.ledger_record set document = document || '{\"balance\": \"300.00\"}' where kind = 'customer' and name = 'Bond LLC'");
  expect((await tieOut(true)).result).toBe("ties-out");
  expect(await firm.problems()).toEqual([]);
});

test("what nobody can explain is a problem until it is gone", async () => {
  const { sent } = await threeSent();
  const lost = sent(200);
  await firm.rows("update hub.ledger_record set ledger_id = 'nowhere' where kind = 'invoice' and ledger_id = $1", [lost.id]);
  const open = await tieOut();
  expect(open).toMatchObject({ result: "open", statement: { figures: { totals: [{ residual: "200.00" }] } } });
  expect(documentsOf(open)).toEqual([[lost.number, "unread", "200.00"]]);
  expect(await firm.problems()).toMatchObject([{ kind: "tie-out-open", facts: { finding: `200.00 USD of the difference have no explanation: ${lost.number}.` } }]);
  await firm.rows("update hub.ledger_record set ledger_id = $1 where ledger_id = 'nowhere'", [lost.id]);
  expect(await tieOut()).toMatchObject({ result: "ties-out" });
  expect(await firm.problems()).toEqual([]);
});

test("each night has its proof, at no call; a run that moves nothing adds none", async () => {
  await threeSent();
  const before = await proofs();
  await firm.sync();
  expect(await proofs()).toHaveLength(before.length);
  firm.calls();
  for (let night = 1; night <= 2; night += 1) {
    // The day the clocks go back has an hour more.
    await firm.advance(25 * 3_600);
    expect(await firm.engine.dispatchDue("tie-out")).toBe(1);
    expect(await firm.engine.dispatchDue("tie-out")).toBe(0);
    await firm.drain();
  }
  expect(firm.calls().all).toBe(0);
  const all = await proofs();
  // Of the runs' proofs the day's last one stays.
  expect(all.map(({ trigger, result }) => [trigger, result])).toEqual([["run", "ties-out"], ["schedule", "ties-out"], ["schedule", "ties-out"]]);
  expect(new Set(all.map(({ statement }) => statement.figures.asOf)).size).toBe(3);
  expect(await firm.rows("select 1 from hub.work where kind = 'tie-out' and state <> 'done'")).toEqual([]);
  expect(firm.logs).toEqual([]);
});

test("the next night is never more than a day away, between two and four by the firm's own clock, whatever the hour", async () => {
  firm = await syncFixture();
  for (let hour = 0; hour < 24; hour += 1) {
    const [night] = await firm.rows<{ hours: number; at: number }>(
      "select extract(epoch from night - hub.hub_now())::float8 / 3600 as hours, extract(hour from night at time zone 'America/New_York')::int as at from hub.next_night($1, 'America/New_York') as night", [firm.firmId]);
    expect(night?.hours).toBeGreaterThan(-0.01);
    expect(night?.hours).toBeLessThanOrEqual(25);
    expect([2, 3]).toContain(night?.at);
    await firm.advance(3_600);
  }
});

test("a proof is never changed: the application has no right to", async () => {
  await threeSent();
  await expect(firm.rows("update hub.tie_out set result = 'ties-out'")).rejects.toThrow("permission denied");
});

test("what is settled is added up in the database, to the same figures as one by one", async () => {
  const { acme, bond, sent } = await threeSent();
  const { bookkeeper } = firm;
  const pay = (customer: unknown, id: string, amount: number) => bookkeeper.create("Payment", { CustomerRef: customer as { value: string }, TotalAmt: amount, Line: [{ Amount: amount, LinkedTxn: [{ TxnId: id, TxnType: "Invoice" }] }] });
  const recordOf = (id: string) => firm.records("Invoice").find((record) => record.Id === id);
  // Paid in full; paid in part; edited there and paid then; voided on both sides; not sent yet.
  pay(recordOf(sent(100).id)?.["CustomerRef"], sent(100).id, 100);
  pay(recordOf(sent(200).id)?.["CustomerRef"], sent(200).id, 50);
  await firm.addInvoice(bond.id, [{ category: firm.tax, amount: "70.00" }]);
  const voided = await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "80.00" }]);
  await firm.sync();
  const { id, lines } = { id: sent(70).id, lines: recordOf(sent(70).id)?.["Line"] as Record<string, unknown>[] };
  bookkeeper.change("Invoice", id, { Line: lines.slice(0, 1).map((line) => ({ ...line, Amount: 60, SalesItemLineDetail: { ...(line["SalesItemLineDetail"] as object), UnitPrice: 60, Qty: 1 } })) });
  pay(recordOf(id)?.["CustomerRef"], id, 60);
  await voidInvoice(firm.context, { id: voided.id } as Parameters<typeof voidInvoice>[1]);
  await firm.advance(3_600);
  await firm.sync();
  await firm.addInvoice(acme.id, [{ category: firm.tax, amount: "90.00" }]);
  const added = await tieOut();

  const rowsRead: number[] = [];
  const oneByOne = firm.engineOf("one by one", {}, {
    store: (store) => storeWith(store, async ({ sql, pass }) => {
      if (sql.includes("and is_settled")) return [];
      if (!sql.includes("and not is_settled")) return pass();
      rowsRead.push((await pass()).length);
      const all = await pass(sql.replace("and not is_settled", ""));
      rowsRead.push(all.length);
      return all;
    }),
  });
  firm.hire(oneByOne);
  const single = await tieOut();
  // The paid one and the void one are sums; the part-paid, the open, the edited and the unsent are looked at.
  expect(rowsRead).toEqual([4, 6]);
  expect(single.statement.figures).toEqual(added.statement.figures);
  expect(documentsOf(added).map(([, reason]) => reason).sort()).toEqual(["changed-there", "not-sent"]);
});

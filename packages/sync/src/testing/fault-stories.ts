import { deleteTimeEntries, unapproveTimeEntries, updateTimeEntry, approveTimeEntries, voidInvoice } from "@tieout/practice";
import type { Violation } from "@tieout/testkit/checker";
import type { MatrixOperation } from "./fault-matrix.js";
import { hearOfChanges, listen } from "./fault-news.js";
import { readyFirm } from "./ready-firm.js";
import type { FixtureOptions, SyncFixture } from "./sync-fixture.js";

/** A firm with records on both sides, to be used up by stories. */
export interface StockedFirm {
  firm: SyncFixture;
  /** Two records of a kind that no story has touched. Throws when none are left. */
  take(kind: "clients" | "invoices" | "times"): [string, string];
  hasLeft(): boolean;
}

const pairs = 6;

export async function stockedFirm(options: FixtureOptions): Promise<StockedFirm> {
  const firm = await readyFirm({ ...options, emulator: { settings: { refreshRotation: "every-refresh" } } });
  const stock = { clients: [] as string[], invoices: [] as string[], times: [] as string[] };
  for (let index = 0; index < pairs * 2; index += 1) {
    const client = await firm.addClient({ businessName: `Stock ${String.fromCodePoint(65 + index)} ${index} Company`, phone: "555-0100" });
    stock.clients.push(client.id);
  }
  const [payer = ""] = stock.clients;
  for (let index = 0; index < pairs; index += 1) stock.invoices.push((await firm.addInvoice(payer, [{ category: firm.tax, amount: `${100 + index}.37` }])).id);
  stock.times.push(...(await firm.addTime(payer, Array.from({ length: pairs * 2 }, (_, index) => ({ day: "2026-11-03", minutes: 20 + index })))));
  await firm.enabled();
  return {
    firm,
    take(kind) {
      const [first, second] = [stock[kind].shift(), stock[kind].shift()];
      if (!first || !second) throw new Error(`No ${kind} are left in stock.`);
      return [first, second];
    },
    hasLeft: () => stock.clients.length >= 2 && stock.invoices.length >= 2 && stock.times.length >= 2,
  };
}

let told = 0;

/** What makes the next sync do the operation, twice where it can. */
export async function prepareStory({ firm, take }: StockedFirm, operation: MatrixOperation): Promise<void> {
  told += 1;
  const payer = () => take("clients")[0];
  switch (operation) {
    case "read the company":
      await firm.advance(25 * 3_600);
      return;
    case "read everything":
      await firm.rows("update hub.ledger_cursor set position = null, swept_at = null");
      firm.bookkeeper.create("Customer", { DisplayName: `Walked in ${told}` });
      return;
    case "read the change feed":
      firm.bookkeeper.create("Customer", { DisplayName: `Walked in ${told}` });
      return;
    case "read one customer":
      // Two edits of one client meet: the second is stale and reads it again.
      await firm.rows("update hub.client set phone = $2 where id = $1", [take("clients")[0], `555-${told}`]);
      firm.emulator.arm({ name: "stale-token", when: { entity: "Customer", operation: "update" } });
      return;
    case "look a lost answer up":
      await firm.addInvoice(payer(), [{ category: firm.tax, amount: `${told}.37` }]);
      firm.emulator.arm({ name: "commit-then-reset", when: { entity: "Invoice", operation: "create" } });
      await firm.sync();
      await firm.advance(200);
      return;
    case "create a customer":
      for (const part of ["North", "South"]) await firm.addClient({ businessName: `${part} ${told} Trading` });
      return;
    case "update a customer":
      await firm.rows("update hub.client set phone = $2 where id = any($1)", [take("clients"), `555-${1000 + told}`]);
      return;
    case "create an invoice":
      for (const client of take("clients")) await firm.addInvoice(client, [{ category: firm.tax, amount: `${told}.37` }]);
      return;
    case "update an invoice": {
      const ids = take("invoices");
      const links = await firm.rows<{ ledgerId: string }>("select ledger_id as \"ledgerId\" from hub.link where record_id = any($1) and unlinked_at is null", [ids]);
      for (const { ledgerId } of links) firm.bookkeeper.change("Invoice", ledgerId, { DueDate: "2027-03-01" });
      await firm.sync();
      // Ours are sent again by the next one.
      for (const { id } of await firm.problems()) await firm.engine.resolve({ firmId: firm.firmId, problemId: id, remedy: "keep-ours", actor: firm.actor });
      return;
    }
    case "void an invoice":
      for (const id of take("invoices")) await voidInvoice(firm.context, { id } as Parameters<typeof voidInvoice>[1]);
      return;
    case "create time":
      for (const client of take("clients")) await firm.addTime(client, [{ day: "2026-11-04", minutes: 10 + (told % 400) }]);
      return;
    case "update time": {
      const ids = take("times");
      for (const id of ids) await updateTimeEntry(firm.context, { id, minutes: 500 + (told % 400) } as Parameters<typeof updateTimeEntry>[1]);
      await approveTimeEntries(firm.context, { ids } as Parameters<typeof approveTimeEntries>[1]);
      return;
    }
    case "delete time": {
      const ids = take("times");
      await unapproveTimeEntries(firm.context, { ids } as Parameters<typeof unapproveTimeEntries>[1]);
      await deleteTimeEntries(firm.context, { ids } as Parameters<typeof deleteTimeEntries>[1]);
      return;
    }
    case "send a batch": {
      const [first, second] = take("clients");
      for (const client of [first, second, first]) await firm.addInvoice(client, [{ category: firm.tax, amount: `${told}.37` }]);
      return;
    }
    case "renew the sign-in":
    case "find where to renew it":
      // The access token lives an hour.
      await firm.advance(3_600);
      await firm.rows("update hub.client set phone = $2 where id = $1", [payer(), `555-${1000 + told}`]);
      return;
    case "hear of a change":
      // What people edit within a second of a write of ours is taken for its echo, and found by the next look.
      await firm.advance(10);
      listen(firm);
      return;
  }
}

/** The operation, in which the fault is met. Answers what it left undone that nothing excuses. */
export async function carryOut({ firm, take }: StockedFirm, operation: MatrixOperation): Promise<Violation[]> {
  if (operation === "hear of a change") return hearOfChanges(firm, take("clients"));
  await firm.sync();
  return [];
}

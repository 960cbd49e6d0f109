import { HubError, LedgerError } from "@tieout/domain";
import { approveTimeEntries, deactivateClient, deleteTimeEntries, reactivateClient, unapproveTimeEntries, updateTimeEntry, voidInvoice } from "@tieout/practice";
import { pick } from "./pick.js";
import type { SyncFixture } from "./sync-fixture.js";

/** What people do to the firm's own records. */
export const hubSteps = ["add a client", "edit a client", "rename a client", "switch a client off", "switch a client on", "add an invoice", "void an invoice", "add time", "edit time", "delete time"] as const;

/** What the product refuses, a paid invoice to be voided for one, or asks of QuickBooks and hears no good answer, does not happen: a person is told. Any other error is a defect. */
export async function unlessRefused(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof HubError || error instanceof LedgerError)) throw error;
  });
}

export async function happenHere(firm: SyncFixture, step: { do: (typeof hubSteps)[number]; which: number }, index: number): Promise<void> {
  const { context } = firm;
  const clients = await firm.rows<{ id: string; version: number }>("select id, version from hub.client where is_active = $1 order by created_at, id", [step.do !== "switch a client on"]);
  const invoice = async () => pick(await firm.rows<{ id: string }>("select id from hub.invoice where status in ('new', 'processed_externally') order by created_at, id"), step.which);
  const time = async () => pick(await firm.rows<{ id: string }>("select id from hub.time_entry where status = 'approved' order by created_at, id"), step.which);
  const client = pick(clients, step.which);
  const someClient = async () => client?.id ?? (await firm.addClient({ businessName: `First ${index}` })).id;
  const target = step.do.endsWith("an invoice") ? await invoice() : step.do.endsWith("time") ? await time() : undefined;
  switch (step.do) {
    case "add a client":
      await firm.addClient({ businessName: `Client ${index} ${step.which}` });
      return;
    case "edit a client":
      await firm.rows("update hub.client set phone = $2 where id = $1", [await someClient(), `555-0${100 + step.which}`]);
      return;
    case "rename a client":
      await firm.rows("update hub.client set business_name = $2, display_name = $2, normalized_name = lower($2) where id = $1", [await someClient(), `Renamed ${index} ${step.which}`]);
      return;
    case "switch a client off":
      if (client) await unlessRefused(deactivateClient(context, client));
      return;
    case "switch a client on":
      if (client) await unlessRefused(reactivateClient(context, client));
      return;
    case "add an invoice":
      await firm.addInvoice(await someClient(), [{ category: firm.tax, amount: `${step.which}.${10 + index}` }]);
      return;
    case "void an invoice":
      if (target) await unlessRefused(voidInvoice(context, { id: target.id } as Parameters<typeof voidInvoice>[1]));
      return;
    case "add time":
      await firm.addTime(await someClient(), [{ day: "2026-11-03", minutes: 1 + step.which }]);
      return;
    case "edit time":
      if (!target) return;
      await unlessRefused(updateTimeEntry(context, { id: target.id, minutes: 200 + step.which } as Parameters<typeof updateTimeEntry>[1]));
      await unlessRefused(approveTimeEntries(context, { ids: [target.id] } as Parameters<typeof approveTimeEntries>[1]));
      return;
    case "delete time":
      if (!target) return;
      await unlessRefused(unapproveTimeEntries(context, { ids: [target.id] } as Parameters<typeof unapproveTimeEntries>[1]));
      await unlessRefused(deleteTimeEntries(context, { ids: [target.id] } as Parameters<typeof deleteTimeEntries>[1]));
  }
}

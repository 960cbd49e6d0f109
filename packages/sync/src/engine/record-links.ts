import { HubError, type Actor, type LedgerKind } from "@tieout/domain";
import { clientPairs, insertRecordEvents, invoicesForSync, markDirty, recordLinks, releaseFromProblems, setRecordsAside, type ConnectionRow, type FirmSession, type SyncInvoice } from "@tieout/store";
import { endLink } from "../remedies/end-link.js";
import { linkRecord } from "../remedies/link-record.js";
import { takeInHand, type LinkContext, type Target } from "../remedies/linked-record.js";
import { markHandled } from "../remedies/mark-handled.js";
import type { Engine, LinkableRecord } from "./engine-types.js";
import { withLedger } from "./outside-runs.js";
import { proofProblems } from "./proof-problems.js";
import { existingConnection, inDecision, mayWork } from "./requests.js";
import { sendReleased, type ResolveDeps } from "./resolve.js";

const ledgerKinds = { client: "customer", invoice: "invoice" } as const satisfies Record<LinkableRecord["kind"], LedgerKind>;

/** What people correct on the page of a client or an invoice, with or without a problem: the same as the remedies do, by the same code. */
export function createRecordLinks(deps: ResolveDeps): Pick<Engine, "linkRecord" | "removeLink" | "markHandled"> {
  return {
    async linkRecord({ firmId, connectionId, record, ledgerId, actor }) {
      const context = await contextOf(deps, firmId, connectionId, actor);
      const field = ["input", "ledgerId"];
      const target = await deps.store.withFirm(firmId, async (session) => {
        const found = await targetOf(session, context.connection, record);
        if ((await recordLinks(session, connectionId, record.kind, [record.recordId])).some((link) => link.ledgerId === ledgerId)) throw new HubError("CONFLICT", `${found.label} is linked to this one already.`, field);
        return found;
      });
      let runId: string | null = null;
      const linkedTo = await linkRecord(context, target, { ledgerKind: ledgerKinds[record.kind], ledgerId, field }, async (session, name) => {
        await releaseFromProblems(session, connectionId, [record], { actor: actor.name, resolution: `linked to ${name}`, keepKinds: proofProblems });
        if (record.kind === "invoice") return;
        await markDirty(session, "client", [record.recordId]);
        if (await mayWork(session, context.connection)) runId = await sendReleased(session, deps, context, [record], "everything");
      });
      return { linkedTo, runId };
    },

    async removeLink({ firmId, connectionId, record, actor }) {
      const context = await contextOf(deps, firmId, connectionId, actor);
      await context.inFirm(async (session) => {
        const target = await targetOf(session, context.connection, record);
        if (record.kind === "invoice" && (await existingInvoice(session, connectionId, record.recordId)).status === "void") throw new HubError("CONFLICT", "This invoice is void here, and with its link it is voided in QuickBooks, too.");
        const name = await endLink(session, context, target);
        if (name === null) throw new HubError("CONFLICT", `${target.label} is linked to nothing in QuickBooks.`);
        // What it was linked to is still there: sent as new, QuickBooks would have it twice.
        await setRecordsAside(session, connectionId, [record], { actor: actor.name, reason: `its link to ${name} in QuickBooks was removed`, state: "set-aside" });
        await releaseFromProblems(session, connectionId, [record], { actor: actor.name, resolution: "link removed" });
      });
    },

    async markHandled({ firmId, connectionId, invoiceId, reason, actor }) {
      const context = await contextOf(deps, firmId, connectionId, actor);
      await context.inFirm(async (session) => {
        const record = { kind: "invoice", recordId: invoiceId } as const;
        const invoice = await existingInvoice(session, connectionId, invoiceId);
        if (invoice.link) throw new HubError("CONFLICT", "This invoice is in QuickBooks: what is paid there is taken over by itself. Remove the link first if it is linked to the wrong one.");
        if (invoice.status !== "new") throw new HubError("CONFLICT", refusals[invoice.status]);
        await takeInHand(session, context, record, `handled in QuickBooks, says ${actor.name}`);
        await markHandled(session, context, [record], reason);
        await releaseFromProblems(session, connectionId, [record], { actor: actor.name, resolution: "handled in QuickBooks" });
        await insertRecordEvents(session, actor, [{ ...record, action: "handled-in-ledger" }]);
      });
    },
  };
}

/** Why an invoice of this status is settled by nobody's word. */
const refusals: Record<Exclude<SyncInvoice["status"], "new">, string> = {
  draft: "This invoice is a draft. Make it final first.",
  processed_externally: "This invoice counts as handled in QuickBooks already.",
  void: "This invoice is void: there is nothing to be paid.",
};

async function contextOf(deps: ResolveDeps, firmId: string, connectionId: string, actor: Actor): Promise<LinkContext> {
  const connection = await deps.store.withFirm(firmId, (session) => existingConnection(session, connectionId));
  return {
    connection, actor,
    readRecord: (kind, id) => withLedger(deps, firmId, connectionId, (ledger) => ledger.read(kind, id)),
    inFirm: (work) => inDecision(deps.store, firmId, work),
  };
}

async function targetOf(session: FirmSession, { id }: ConnectionRow, { kind, recordId }: LinkableRecord): Promise<Target> {
  if (kind === "invoice") return { kind, recordId, label: labelOf(await existingInvoice(session, id, recordId)) };
  const [pair] = await clientPairs(session, id, [recordId]);
  if (!pair) throw new HubError("NOT_FOUND", "There is no such client.");
  return { kind, recordId, label: pair.client.displayName };
}

async function existingInvoice(session: FirmSession, connectionId: string, id: string): Promise<SyncInvoice> {
  const [invoice] = await invoicesForSync(session, connectionId, [id]);
  if (!invoice) throw new HubError("NOT_FOUND", "There is no such invoice.");
  return invoice;
}

function labelOf({ number, client }: SyncInvoice): string {
  return number === null ? `the invoice for ${client.displayName}` : `invoice ${number}`;
}

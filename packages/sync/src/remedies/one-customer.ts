import { HubError } from "@tieout/domain";
import { agreeOnCustomer, endLinks, markDirty, setRecordsAside, skipChangesOf, wakeDocumentsOfClients } from "@tieout/store";
import { proveInvoices } from "../engine/prove.js";
import { targetsOf } from "./links.js";
import { factText, type Remedy } from "./remedy.js";

/** Two clients here turn out to be one customer there: this one loses its link and stays out, and what was sent for it is agreed to be where it went. */
export const oneCustomer: Remedy = async (context) => {
  const { connection, problem, actor, inFirm } = context;
  const [survivorId, holder] = [factText(problem.facts, "survivorId"), factText(problem.facts, "holder")];
  const clients = targetsOf(context).filter(({ kind }) => kind === "client");
  if (!survivorId || !holder || clients.length === 0) throw new HubError("CONFLICT", "This problem names no clients that are one.");
  await inFirm(async (session) => {
    for (const { recordId } of clients) {
      const moved = await agreeOnCustomer(session, connection.id, recordId, survivorId);
      // Their problems of having moved are over: invoices are compared now, time with the next plan.
      await proveInvoices(session, connection.id, moved.flatMap(({ kind, ledgerId }) => (kind === "invoice" ? [ledgerId] : [])));
      await markDirty(session, "time-entry", moved.flatMap(({ kind, recordId: id }) => (kind === "time-entry" ? [id] : [])));
    }
    await endLinks(session, connection.id, "client", clients.map(({ recordId }) => recordId));
    await setRecordsAside(session, connection.id, clients, { actor: actor.name, reason: `one customer with ${holder} in QuickBooks`, state: "set-aside" });
    await skipChangesOf(session, connection.id, clients, `one customer with ${holder}, says ${actor.name}`);
    await wakeDocumentsOfClients(session, connection.id, clients.map(({ recordId }) => recordId));
  });
  return { release: [], isSettled: true, isSetAside: true, resolution: `one customer with ${holder}`, run: "everything" };
};

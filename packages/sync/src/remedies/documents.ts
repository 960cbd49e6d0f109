import { addDays, calendarDate, Firm, HubError, Invoice } from "@tieout/domain";
import { insertRecordEvents, isNumberInLedger, lockFirm, redateInvoices, redateTimeEntries, type FirmSession } from "@tieout/store";
import { factText, remedied, type Remedy } from "./remedy.js";

/** Dates documents the first day after the books were closed, or a day the person names. */
export const redate: Remedy = async ({ connection, problem, records, values, actor, inFirm, readCompany }) => {
  // Closed further than was known: the day known before would date documents back into what is closed.
  const isKnown = /^\d{4}-\d\d-\d\d$/.test(factText(problem.facts, "closedThrough") ?? "");
  const closedThrough = isKnown ? (connection.company["closedThrough"] as string | null) : (await readCompany()).closedThrough;
  if (!values["day"] && closedThrough === null) throw new HubError("INVALID", "QuickBooks does not say through which day the books are closed. Name the new date.", ["values", "day"]);
  const day = calendarDate(values["day"] ? values["day"] : addDays(closedThrough ?? "", 1));
  if (closedThrough !== null && day <= closedThrough) throw new HubError("INVALID", `The books are closed through ${closedThrough}. Choose a later date.`, ["values", "day"]);
  const idsOf = (kind: string) => records.flatMap((record) => (record.kind === kind ? [record.recordId] : []));
  await inFirm(async (session) => {
    const invoices = await redateInvoices(session, idsOf("invoice"), day);
    const times = await redateTimeEntries(session, idsOf("time-entry"), day);
    await insertRecordEvents(session, actor, [...remedied("invoice", invoices), ...remedied("time-entry", times)]);
  });
  return { release: records, isSettled: false, resolution: `moved to ${day}`, run: "records" };
};

/** Gives invoices the firm's next numbers that neither side has used; QuickBooks' own, where it gives them. */
export const useNextNumber: Remedy = async ({ connection, records, inFirm }) => {
  await inFirm(async (session) => {
    await lockFirm(session);
    const firm = await session.em.findOneOrFail(Firm, { id: session.firmId });
    const invoices = await session.em.find(Invoice, { id: { $in: records.flatMap(({ kind, recordId }) => (kind === "invoice" ? [recordId] : [])) } }, { orderBy: { issuedOn: "asc", id: "asc" } });
    const isNumberedThere = firm.invoiceNumbering === "ledger" && connection.company["usesCustomNumbers"] !== true;
    for (const invoice of invoices) invoice.number = isNumberedThere ? null : await takeFreeNumber(session, connection.id, firm);
    await session.em.flush();
  });
  return { release: records, isSettled: false, resolution: "numbered", run: "records" };
};

async function takeFreeNumber(session: FirmSession, connectionId: string, firm: Firm): Promise<string> {
  for (;;) {
    const number = firm.takeInvoiceNumber();
    if ((await session.em.count(Invoice, { number })) === 0 && !(await isNumberInLedger(session, connectionId, number))) return number;
  }
}

import { HubError, type LedgerCustomer } from "@tieout/domain";
import { clientPairs, invoicesToProve, setAgreed, setStaffRate, takeLedgerTax, writeAsEngine } from "@tieout/store";
import { taxProblems } from "../engine/proof-problems.js";
import { fieldsOfClient, fieldsOfCustomer } from "../resolve/client-fields.js";
import { factText, type Remedy, type RemedyContext } from "./remedy.js";

/** The fields that differ get the ledger's values; for an invoice, what the ledger made of it is accepted. */
export const acceptTheirs: Remedy = (context) => {
  const { kind } = context.problem;
  if (kind === "both-sides-changed") return settleClash(context, "theirs");
  if (kind === "staff-rate-differs") return takeRate(context);
  return isTaxProblem(context.problem) ? takeTax(context) : acceptFigures(context);
};

/** The fields that differ are sent with our values. */
export const keepOurs: Remedy = (context) => settleClash(context, "ours");

/** Whoever loses is taken for unchanged: the next comparison then sees one side changed, and that side wins. */
async function settleClash({ connection, problem, records, inFirm }: RemedyContext, winner: "ours" | "theirs"): ReturnType<Remedy> {
  const fields = problem.facts["fields"];
  const paths = Array.isArray(fields) ? fields : [];
  await inFirm(async (session) => {
    for (const pair of await clientPairs(session, connection.id, records.map(({ recordId }) => recordId))) {
      if (!pair.link || !pair.ledger) continue;
      const ours = fieldsOfClient(pair.client);
      const theirs = fieldsOfCustomer(pair.ledger.document as LedgerCustomer, pair.client.isTaxable);
      const loser = winner === "ours" ? theirs : ours;
      const agreed = { ...pair.link.agreed, ...Object.fromEntries(paths.map((path: string) => [path, loser[path] ?? null])) };
      const hubAgreed = Object.fromEntries(Object.entries(pair.link.hubAgreed).filter(([path]) => !paths.includes(path)));
      await setAgreed(session, connection.id, "client", pair.client.id, { agreed, hubAgreed });
    }
  });
  return { release: records, isSettled: true, resolution: winner === "ours" ? "kept ours" : "took theirs", run: "everything" };
}

async function takeRate({ problem, inFirm }: RemedyContext): ReturnType<Remedy> {
  const staffId = factText(problem.facts, "staffId");
  const rate = factText(problem.facts, "ledgerRate");
  if (!staffId || !rate) throw new HubError("CONFLICT", "This problem names no rate.");
  await inFirm((session) => setStaffRate(session, staffId, rate));
  return { release: [], isSettled: true, resolution: "took the rate of QuickBooks", run: null };
}

/** QuickBooks' tax becomes ours, and with it the total: both sides say what the client owes. */
async function takeTax(context: RemedyContext): ReturnType<Remedy> {
  const outcome = await acceptFigures(context);
  await context.inFirm(async (session) => {
    await writeAsEngine(session);
    await takeLedgerTax(session, context.records.map(({ recordId }) => recordId));
  });
  return outcome;
}

/** From now on an invoice ties out when it is as it is there now. A problem of the tax accepts the tax, an edit of the total whatever made it. */
export async function acceptFigures({ connection, problem, records, inFirm }: RemedyContext): ReturnType<Remedy> {
  const ids = new Set(records.map(({ recordId }) => recordId));
  const fields = problem.facts["fields"];
  const isAboutTax = isTaxProblem(problem) || (Array.isArray(fields) && fields.includes("total"));
  await inFirm(async (session) => {
    const ledgerId = factText(problem.facts, "ledgerId");
    for (const { id, document, agreed } of await invoicesToProve(session, connection.id, ledgerId === null ? null : [ledgerId])) {
      if (!ids.has(id)) continue;
      const { customerId, number, issuedOn, dueOn, subtotal, tax, total, isVoid } = document;
      const accepted = { acceptedSubtotal: subtotal, ...(isAboutTax && { acceptedTax: tax ?? "0.00" }) };
      await setAgreed(session, connection.id, "invoice", id, { agreed: { ...agreed, customerId, number, issuedOn, dueOn, subtotal, tax, total, isVoid, ...accepted }, hubAgreed: {} });
    }
  });
  return { release: [], isSettled: true, resolution: "accepted what QuickBooks has", run: null };
}

function isTaxProblem({ kind }: RemedyContext["problem"]): boolean {
  return (taxProblems as readonly string[]).includes(kind);
}

/** Seen. A difference in an invoice counts as accepted; it comes back when the ledger's figures change again. */
export const dismiss: Remedy = (context) => (context.problem.kind === "staff-rate-differs" ? Promise.resolve({ release: [], isSettled: true, resolution: "seen", run: null }) : acceptFigures(context));

import { describeProblem, fieldWord, remediesOfRecords, type LedgerCompany, type LedgerInvoice, type Remedy, type RemedyInput } from "@tieout/domain";
import type { FieldDifference, ProblemRecordView, ProblemView } from "@tieout/store";
import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { ChangeType } from "../plan/plan.type.js";
import { RunType } from "../run/run.type.js";
import type { Context } from "../shared/context.js";
import { money, MoneyType } from "../shared/types.js";
import { FieldClashType, LedgerFaultType, OtherRecordType, ProblemRecordType, ProblemType, recordGlobalId, RemedyType, type RemedyInputType } from "./problem.type.js";

/** The words of a problem and its remedies, from the catalogue. */
@Resolver(() => ProblemType)
export class ProblemFields {
  @FieldResolver(() => String)
  title(@Root() { kind, facts }: ProblemView): string {
    return describeProblem(kind, facts).title;
  }

  @FieldResolver(() => String)
  explanation(@Root() { kind, facts }: ProblemView): string {
    return describeProblem(kind, facts).explanation;
  }

  @FieldResolver(() => String, { nullable: true, description: "What happens meanwhile." })
  meanwhile(@Root() { state, severity }: ProblemView): string | null {
    if (state !== "open") return null;
    return severity === "error" ? "The records it holds wait until it is resolved; everything else is sent." : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Where Intuit explains the fault, when there is one." })
  docsUrl(@Root() { facts }: ProblemView): string | null {
    return facts["faultCode"] ? "https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes" : null;
  }

  @FieldResolver(() => LedgerFaultType, { nullable: true })
  ledgerFault(@Root() { facts }: ProblemView): LedgerFaultType | null {
    const { faultCode, faultMessage, faultDetail, element, traceId } = facts;
    return faultCode || faultMessage || faultDetail ? { code: faultCode, message: faultMessage, detail: faultDetail, element, traceId } : null;
  }

  @FieldResolver(() => OtherRecordType, { nullable: true, description: "The record of QuickBooks that has the number or the name already, where it is known which." })
  async otherRecord(@Root() { facts }: ProblemView, @Ctx() { loaders, links }: Context): Promise<OtherRecordType | null> {
    const { otherKind: kind, otherId: ledgerId } = facts;
    if (typeof kind !== "string" || typeof ledgerId !== "string") return null;
    const [record, url, connection] = await Promise.all([loaders.ledgerRecord.load(`${kind}:${ledgerId}`), links.urlOf(kind, ledgerId), links.connection()]);
    const { customerId, issuedOn, total, currency } = (record?.document ?? {}) as Partial<LedgerInvoice>;
    const customer = typeof customerId === "string" ? await loaders.ledgerRecord.load(`customer:${customerId}`) : null;
    const home = (connection?.company as Partial<LedgerCompany> | undefined)?.homeCurrency;
    const inCurrency = currency ?? home;
    return { kind, ledgerId, name: record?.name || null, customerName: customer?.name ?? null, issuedOn: issuedOn ?? null, total: total && inCurrency ? money(total, inCurrency) : null, url };
  }

  @FieldResolver(() => RunType, { nullable: true, description: "The run that sends what an answer released, until it ends: the problem is being solved and asks for nothing meanwhile." })
  sendingRun(@Root() { sendingRunId }: ProblemView, @Ctx() { loaders }: Context) {
    return sendingRunId && loaders.run.load(sendingRunId);
  }

  @FieldResolver(() => ChangeType, { nullable: true, description: "The change that asks, with whom the record may be: a possible duplicate nobody decided." })
  question(@Root() { kind, facts, state }: ProblemView, @Ctx() { loaders }: Context) {
    const { changeId } = facts;
    return kind === "possible-duplicate" && state === "open" && typeof changeId === "string" ? loaders.change.load(changeId) : null;
  }

  @FieldResolver(() => [MoneyType], { description: "Of `amounts`, what the lines with the code of a missing mapping come to; documents wait whole. Empty for other kinds." })
  codeAmounts(@Root() { id, kind }: ProblemView, @Ctx() { loaders }: Context): Promise<MoneyType[]> {
    return kind === "mapping-missing" ? loaders.codeShares.load(id) : Promise.resolve([]);
  }

  @FieldResolver(() => [FieldClashType], { description: "What each side has, field by field, where both were edited, or a record was in QuickBooks. A service or account that was renamed or made inactive there has what was before as `here`. Empty for other kinds." })
  clashes(@Root() { facts }: ProblemView): FieldClashType[] {
    if (typeof facts["differences"] !== "string") return [];
    const { editedHereAt = null, editedThereAt = null } = facts;
    return (JSON.parse(facts["differences"]) as FieldDifference[]).map(({ path, before, after, agreed }) => ({
      path, label: fieldWord(path), here: before ?? null, inQuickBooks: after ?? null, agreed: agreed ?? null, editedHereAt, editedInQuickBooksAt: editedThereAt,
    }));
  }

  @FieldResolver(() => [RemedyType], { description: "The first one is the one to offer first." })
  remedies(@Root() { kind, facts, state, recordCount }: ProblemView): RemedyType[] {
    const remedies = describeProblem(kind, facts).remedies.filter((remedy) => recordCount > 0 || !remediesOfRecords.has(remedy.kind));
    return state === "open" ? remedies.map((remedy, index) => toRemedy(remedy, index === 0, facts)) : [];
  }
}

@Resolver(() => ProblemRecordType)
export class ProblemRecordFields {
  @FieldResolver(() => ID)
  recordId(@Root() { recordKind, recordId }: ProblemRecordView): string | null {
    return recordGlobalId(recordKind, recordId);
  }

  @FieldResolver(() => MoneyType, { nullable: true })
  amount(@Root() { amount, currency }: ProblemRecordView): MoneyType | null {
    return currency === null ? null : money(amount, currency);
  }
}

function toRemedy({ kind, label, consequence, isReversible, needs }: Remedy, isPrimary: boolean, facts: ProblemView["facts"]): RemedyType {
  return { kind, label, consequence, isPrimary, isReversible, inputs: needs.map((input) => toInput(input, facts)) };
}

function toInput({ name, label, type, isRequired, ledgerKinds }: RemedyInput, facts: ProblemView["facts"]): RemedyInputType {
  return { name, label, type: type === "ledger-id" ? pickerFor(ledgerKinds, facts) : type === "record-id" ? "text" : type, isRequired, value: facts[name] ?? null };
}

/** Which picker a page shows for an id of the ledger. */
function pickerFor(ledgerKinds: readonly string[] | undefined, facts: ProblemView["facts"]): string {
  if (!ledgerKinds && typeof facts["staffId"] === "string") return "ledger-person";
  const [kind] = ledgerKinds ?? [typeof facts["ledgerKind"] === "string" ? facts["ledgerKind"] : typeof facts["otherKind"] === "string" ? facts["otherKind"] : "customer"];
  if (kind === "item") return "ledger-item";
  if (kind === "tax-code") return "ledger-tax-code";
  if (kind === "employee" || kind === "vendor") return "ledger-person";
  return kind === "invoice" ? "ledger-invoice" : "ledger-customer";
}

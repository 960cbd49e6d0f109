import { describeProblem, fieldWord, linkTargetOf, remediesOfRecords, type Remedy, type RemedyInput } from "@tieout/domain";
import type { FieldDifference, ProblemRecordView, ProblemView } from "@tieout/store";
import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { ChangeType } from "../plan/plan.type.js";
import { RunType } from "../run/run.type.js";
import type { Context } from "../shared/context.js";
import { money, MoneyType } from "../shared/types.js";
import { FieldClashType, LedgerFaultType, OtherRecordType, ProblemRecordType, ProblemType, recordGlobalId, RemedyType, type RemedyInputType } from "./problem.type.js";
import { shownRecord } from "./shown-record.js";

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
  async otherRecord(@Root() { facts }: ProblemView, @Ctx() context: Context): Promise<OtherRecordType | null> {
    const { otherKind: kind, otherId: ledgerId } = facts;
    return typeof kind === "string" && typeof ledgerId === "string" ? shownRecord(kind, ledgerId, context) : null;
  }

  @FieldResolver(() => [OtherRecordType], { description: "Records of QuickBooks that its record could be linked to, the one a remedy proposes among them. Not all, where any of their kind can be." })
  async linkChoices(@Root() problem: ProblemView, @Ctx() context: Context): Promise<OtherRecordType[]> {
    const { kind, ids } = await linkChoicesOf(problem, context);
    return Promise.all(ids.map((ledgerId) => shownRecord(kind, ledgerId, context)));
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

  @FieldResolver(() => [FieldClashType], { description: "What each side has, field by field, where both were edited, or a record was in QuickBooks. A service, account or client that was renamed or made inactive there has what was before as `here`. Empty for other kinds." })
  clashes(@Root() { facts }: ProblemView): FieldClashType[] {
    if (typeof facts["differences"] !== "string") return [];
    const { editedHereAt = null, editedThereAt = null } = facts;
    return (JSON.parse(facts["differences"]) as FieldDifference[]).map(({ path, before, after, agreed }) => ({
      path, label: fieldWord(path), here: before ?? null, inQuickBooks: after ?? null, agreed: agreed ?? null, editedHereAt, editedInQuickBooksAt: editedThereAt,
    }));
  }

  @FieldResolver(() => [RemedyType], { description: "The first one is the one to offer first." })
  async remedies(@Root() problem: ProblemView, @Ctx() context: Context): Promise<RemedyType[]> {
    if (problem.state !== "open") return [];
    const offered = describeProblem(problem.kind, problem.facts).remedies.filter((remedy) => problem.recordCount > 0 || !remediesOfRecords.has(remedy.kind));
    const choices = await linkChoicesOf(problem, context);
    return offered.map((remedy) => toRemedy(remedy, problem.facts, choices)).filter((remedy) => remedy !== null).map((remedy, index) => ({ ...remedy, isPrimary: index === 0 }));
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

/** A remedy with what it asks for; null where it asks for one of some records and there is none that it could be. */
function toRemedy({ kind, label, consequence, isReversible, needs }: Remedy, facts: ProblemView["facts"], choices: LinkChoices): Omit<RemedyType, "isPrimary"> | null {
  const inputs = needs.map((input) => (isLink(input) ? toLinkInput(input, choices) : toInput(input, facts)));
  return inputs.some(({ isOneOfChoices }) => isOneOfChoices) && choices.ids.length === 0 ? null : { kind, label, consequence, isReversible, inputs };
}

/** Whether it asks which record of the ledger ours is; else it asks for one of a list, a text or a day. */
function isLink({ type, ledgerKinds }: RemedyInput): boolean {
  return type === "ledger-id" && !ledgerKinds;
}

/** What a fact names is why there is a problem: a record of the ledger is never proposed by it. */
function toInput({ name, label, type, isRequired, ledgerKinds }: RemedyInput, facts: ProblemView["facts"]): RemedyInputType {
  const [kind = ""] = ledgerKinds ?? [];
  return { name, label, type: type === "ledger-id" ? (pickers[kind] ?? "text") : type === "record-id" ? "text" : type, isRequired, value: type === "ledger-id" ? null : (facts[name] ?? null), isOneOfChoices: false };
}

function toLinkInput({ name, label, isRequired }: RemedyInput, { kind, ids, proposedId, isLimited }: LinkChoices): RemedyInputType {
  return { name, label, type: pickers[kind] ?? "text", isRequired, value: proposedId ?? (isLimited && ids.length === 1 ? (ids[0] ?? null) : null), isOneOfChoices: isLimited };
}

interface LinkChoices {
  kind: string;
  ids: readonly string[];
  /** The one that seems to be meant, where it is free. */
  proposedId: string | null;
  /** No other than these can be meant. */
  isLimited: boolean;
}

/** What the record of a problem could be linked to: a document one of those it can be, another record any, with the one that seems to be meant. */
async function linkChoicesOf({ id, kind, facts, state }: ProblemView, { loaders }: Pick<Context, "loaders">): Promise<LinkChoices> {
  const target = linkTargetOf(facts);
  const [isDocument, isNamed] = [documentKinds.has(target.kind), target.candidateIds.length > 0];
  const none = { kind: target.kind, ids: [], proposedId: null, isLimited: isDocument || isNamed };
  const isAsked = state === "open" && describeProblem(kind, facts).remedies.some(({ needs }) => needs.some(isLink));
  if (!isAsked || (!isDocument && !isNamed && target.proposedId === null)) return none;
  const named = isNamed ? target.candidateIds : target.proposedId === null ? [] : [target.proposedId];
  const ids = (await loaders.linkChoices.load({ problemId: id, recordId: null, kind: target.kind, named, isOneOfNamed: isNamed })).map((record) => record.id);
  // What was never read can only be compared when it is chosen.
  if (isDocument && target.proposedId !== null && !(await loaders.ledgerRecord.load(`${target.kind}:${target.proposedId}`))) ids.unshift(target.proposedId);
  return { ...none, ids, proposedId: ids.find((each) => each === target.proposedId) ?? null };
}

/** Which picker a page shows for an id of the ledger. */
const pickers: Readonly<Record<string, string>> = {
  item: "ledger-item", "tax-code": "ledger-tax-code", customer: "ledger-customer", employee: "ledger-person", vendor: "ledger-person", invoice: "ledger-invoice", "time-activity": "ledger-time-activity",
};
const documentKinds: ReadonlySet<string> = new Set(["invoice", "time-activity"]);

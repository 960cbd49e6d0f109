import { ledgerOnlyReasons, tieOutKinds, tieOutReasons, type LedgerOnlyReason, type TieOutReason } from "@tieout/domain";
import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { View } from "../shared/view.js";

export const TieOutResultEnum = enumType("TieOutResult", ["ties-out", "explained", "open"], "What the proof came to.");
const TieOutTriggerEnum = enumType("TieOutTrigger", ["schedule", "run", "user", "api"], "What made the proof: the night, a run that moved something, a person or a key.");
const TieOutReasonEnum = enumType("TieOutReason", Object.keys(tieOutReasons) as TieOutReason[], "Why the two sides differ in a document.");
const LedgerOnlyReasonEnum = enumType("LedgerOnlyReason", Object.keys(ledgerOnlyReasons) as LedgerOnlyReason[], "Why an invoice is in QuickBooks and not here.");
const TieOutKindEnum = enumType("TieOutKind", tieOutKinds, "Kinds of record that are counted on both sides.");

@View("TieOutTotal", { description: "What clients owe in one currency. Two currencies are never added up." })
export class TieOutTotalType {
  @Field(() => String)
  currency: string;
  @Field(() => DecimalScalar, { description: "Open by the firm's own records." })
  hub: string;
  @Field(() => DecimalScalar, { description: "Open on the same invoices in QuickBooks." })
  ledger: string;
  @Field(() => DecimalScalar, { description: "hub less ledger." })
  difference: string;
  @Field(() => DecimalScalar, { description: "What the documents explain of it." })
  explained: string;
  @Field(() => DecimalScalar, { description: "What nobody explains. Anything but 0.00 is a problem." })
  residual: string;
  @Field(() => DecimalScalar, { description: "What was invoiced here, paid or not." })
  invoicedHub: string;
  @Field(() => DecimalScalar, { description: "What was invoiced by the same invoices in QuickBooks." })
  invoicedLedger: string;
  @Field(() => DecimalScalar, { description: "What QuickBooks says these clients owe beyond our invoices." })
  elsewhere: string;
}

@View("TieOutClient", { description: "One client in one currency. Clients that owe nothing on either side are left out." })
export class TieOutClientType {
  @GlobalId("Client")
  clientId: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  currency: string;
  @Field(() => DecimalScalar, { description: "Open by the firm's own records." })
  hub: string;
  @Field(() => DecimalScalar, { description: "Open on the same invoices in QuickBooks." })
  ledger: string;
  @Field(() => DecimalScalar, { description: "hub less ledger." })
  difference: string;
  @Field(() => DecimalScalar, { nullable: true, description: "What QuickBooks says the client owes beyond our invoices; null while it was not read since we last sent something." })
  elsewhere: string | null;
}

@View("TieOutDocument", { description: "A document that differs, with both amounts, and why." })
export class TieOutDocumentType {
  @GlobalId("Invoice")
  recordId: string;
  @Field(() => String)
  label: string;
  @GlobalId("Client")
  clientId: string;
  @Field(() => String, { description: "The client's name." })
  clientName: string;
  @Field(() => DateScalar)
  issuedOn: string;
  @Field(() => String)
  currency: string;
  @Field(() => DecimalScalar, { description: "What it comes to here." })
  hubTotal: string;
  @Field(() => DecimalScalar, { description: "What it comes to in QuickBooks." })
  ledgerTotal: string;
  @Field(() => DecimalScalar, { description: "Open here." })
  hubOpen: string;
  @Field(() => DecimalScalar, { description: "Open in QuickBooks." })
  ledgerOpen: string;
  @Field(() => DecimalScalar, { description: "hubOpen less ledgerOpen." })
  difference: string;
  @Field(() => TieOutReasonEnum)
  reason: string;
  @GlobalId("Problem", { nullable: true })
  problemId: string | null;
  @Field(() => String, { nullable: true, description: "A person's reason, or the other customer's name." })
  detail: string | null;
}

@View("TieOutLedgerOnly", { description: "An open invoice that only QuickBooks has. It moves no difference." })
export class TieOutLedgerOnlyType {
  @Field(() => String)
  ledgerId: string;
  @Field(() => String)
  label: string;
  @GlobalId("Client", { nullable: true })
  clientId: string | null;
  @Field(() => String, { description: "The customer's name in QuickBooks." })
  customerName: string;
  @Field(() => DateScalar)
  issuedOn: string;
  @Field(() => String)
  currency: string;
  @Field(() => DecimalScalar)
  total: string;
  @Field(() => DecimalScalar, { description: "What is open of it." })
  open: string;
  @Field(() => LedgerOnlyReasonEnum)
  reason: string;
}

@View("TieOutCount", { description: "How many records of a kind stand how; each of ours is counted once." })
export class TieOutCountType {
  @Field(() => TieOutKindEnum)
  kind: string;
  @Field(() => Int, { description: "On both sides." })
  linked: number;
  @Field(() => Int, { description: "On its way, held by a problem or refused." })
  waiting: number;
  @Field(() => Int, { description: "Left out on purpose." })
  setAside: number;
  @Field(() => Int, { description: "Settled in QuickBooks by a person's word." })
  external: number;
  @Field(() => Int, { description: "Here only, and nothing asks for it to be there." })
  hubOnly: number;
  @Field(() => Int, { description: "In QuickBooks only." })
  ledgerOnly: number;
}

@View("TieOutReportDifference", { description: "A customer whose balance QuickBooks reports otherwise than it was read." })
export class TieOutReportDifferenceType {
  @Field(() => String)
  ledgerId: string;
  @Field(() => String)
  name: string;
  @Field(() => DecimalScalar, { description: "By QuickBooks' report." })
  reported: string;
  @Field(() => DecimalScalar, { description: "As last read." })
  mirrored: string;
}

@View("TieOutCheck", { description: "What was read, held against QuickBooks' own report of what customers owe, in its home currency." })
export class TieOutCheckType {
  @Field(() => String, { description: "The report's name in QuickBooks." })
  report: string;
  @Field(() => DateTimeScalar, { description: "By QuickBooks' clock." })
  reportedAt: string;
  @Field(() => String)
  currency: string;
  @Field(() => DecimalScalar, { description: "By QuickBooks' report." })
  reported: string;
  @Field(() => DecimalScalar, { description: "As last read." })
  mirrored: string;
  @Field(() => Int, { description: "Customers that were compared." })
  compared: number;
  @Field(() => Int, { description: "Customers that keep another currency, which the report does not show." })
  passedOver: number;
  @Field(() => [TieOutReportDifferenceType], { description: "Customers about whom the two disagree." })
  differences: TieOutReportDifferenceType[];
}

@View("TieOut", { implements: NodeType, description: "A signed proof that both sides agree, or which documents they differ in." })
export class TieOutType {
  @GlobalId()
  id: string;
  @Field(() => DateScalar, { description: "The day it speaks of, in the firm's calendar." })
  asOf: string;
  @Field(() => DateTimeScalar, { description: "When it was made." })
  provenAt: string;
  @Field(() => TieOutTriggerEnum, { description: "What made it." })
  trigger: string;
  @Field(() => String, { nullable: true, description: "Who asked for it." })
  requestedBy: string | null;
  @Field(() => TieOutResultEnum, { description: "How it came out." })
  result: string;
  @Field(() => [TieOutTotalType], { description: "One a currency." })
  totals: TieOutTotalType[];
  @Field(() => Int, { description: "Documents that differ." })
  documentCount: number;
  @Field(() => String, { description: "SHA-256 of what was signed, hexadecimal." })
  hash: string;
}

export const TieOutConnectionType = connectionType(TieOutType, "TieOut");
export const TieOutClientConnectionType = connectionType(TieOutClientType, "TieOutClient");
export const TieOutDocumentConnectionType = connectionType(TieOutDocumentType, "TieOutDocument");
export const TieOutLedgerOnlyConnectionType = connectionType(TieOutLedgerOnlyType, "TieOutLedgerOnly");

import type { KeyingConfig } from "@urql/exchange-graphcache";

/** Types of the API that are values, not things: they live inside their parent in the cache. A test compares this list with the schema. */
const valueTypes = [
  "Address", "AuditBreak", "AuditProof", "Backlog", "CallCounts", "ChecklistStep", "ConnectionSettings", "FieldClash", "FieldDifference", "FieldRule", "FieldRuleChoice", "ImportCount", "ImportProposal",
  "ImportRow", "ImportValue", "InvitationPreview", "InvoiceTotals", "LedgerCallTry", "LedgerCompany", "LedgerFault", "LedgerLink", "LedgerQuota",
  "MappingCounts", "MappingProposal", "MappingSheet", "MappingSuggestion", "MatchCandidate", "MatchDecision", "MatchEvidence", "Money", "NotificationDelivery", "NotificationSettings", "NotifiedPerson", "OtherRecord",
  "Overview", "OverviewDay", "OverviewLane", "PageInfo", "PlanCost", "PlanCounts", "PreflightCheck", "ProblemCounts", "ProblemRecord",
  "Remedy", "RemedyInput", "RunCounts", "Schedule", "SetAside", "SetupState", "SignIn", "StaffWeek", "SwitchDependency", "SyncSwitch", "TieOutCheck", "TieOutClient", "TieOutCount", "TieOutDocument", "TieOutLedgerOnly", "TieOutReportDifference", "TieOutTotal", "TimeTotals", "TimeWeek", "UnbilledTime", "UndoSubject", "UserError",
] as const;

/** Relay connections and edges have no identity of their own either. */
const connections = [
  "AuditEvent", "BillableCategory", "BillableType", "Change", "Client", "Import", "ImportRow", "Invoice", "LedgerCall", "LedgerItem", "Problem",
  "ProblemRecord", "RecordEvent", "Run", "SetAside", "Site", "StaffMember", "TieOut", "TieOutClient", "TieOutDocument", "TieOutLedgerOnly", "TimeEntry",
] as const;

/** Cache keys of every type without an id. */
export const keys: KeyingConfig = Object.fromEntries(
  [...valueTypes, ...connections.flatMap((name) => [`${name}Connection`, `${name}Edge`])].map((name) => [name, () => null]),
);

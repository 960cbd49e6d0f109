import { callTiers, type CallTier, type Money } from "@tieout/domain";
import { Field, Int } from "type-graphql";
import { RunType } from "../run/run.type.js";
import { ApprovalPolicyEnum, ClashPolicyEnum, enumType, LedgerEnvironmentEnum, RecordKindEnum } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateScalar, DateTimeScalar, DecimalScalar } from "../shared/scalars.js";
import { MoneyType, NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

const ConnectionStateEnum = enumType("ConnectionState", ["never-connected", "healthy", "running", "delayed", "action-required", "paused", "disconnected"]);
const ConnectionStageEnum = enumType("ConnectionStage", ["none", "confirming", "ready", "enabled"], "How far the set-up has come.");
const CheckResultEnum = enumType("CheckResult", ["pass", "warn", "block"]);
export const CallTierEnum = enumType("CallTier", Object.keys(callTiers) as CallTier[]);
export const SyncKindEnum = enumType("SyncKind", ["clients", "invoices", "timesheets"]);

@View("LedgerCompany")
export class LedgerCompanyType {
  @Field(() => String)
  name: string;
  @Field(() => String, { nullable: true })
  legalName: string | null;
  @Field(() => String, { nullable: true })
  country: string | null;
  @Field(() => String)
  homeCurrency: string;
  @Field(() => Boolean)
  isMultiCurrency: boolean;
  @Field(() => DateScalar, { nullable: true })
  closedThrough: string | null;
}

@View("Schedule")
export class ScheduleType {
  @Field(() => SyncKindEnum)
  kind: string;
  @Field(() => Int)
  intervalMinutes: number;
  @Field(() => DateTimeScalar)
  nextDueAt: string;
  @Field(() => DateTimeScalar, { nullable: true })
  lastTickAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  lastSuccessAt: string | null;
  @Field(() => Int)
  idleTicks: number;
}

@View("PreflightCheck")
export class PreflightCheckType {
  @Field(() => String)
  key: string;
  @Field(() => String)
  title: string;
  @Field(() => CheckResultEnum)
  result: string;
  @Field(() => String, { nullable: true })
  detail: string | null;
}

@View("SwitchDependency", { description: "What another switch does to a switch: while that one stands so, this one is held." })
export class SwitchDependencyType {
  @Field(() => String, { description: "The other switch, by its key." })
  on: string;
  @Field(() => Boolean, { description: "How the other switch must stand for the rule to hold." })
  whileOn: boolean;
  @Field(() => Boolean, { description: "What this switch is held at meanwhile." })
  isOn: boolean;
  @Field(() => String, { description: "Why, in one sentence." })
  reason: string;
}

@View("SyncSwitch", { description: "One kind of record that may be synced." })
export class SyncSwitchType {
  @Field(() => String)
  key: string;
  @Field(() => String)
  title: string;
  @Field(() => String)
  explanation: string;
  @Field(() => Boolean)
  isOn: boolean;
  @Field(() => Boolean)
  canChange: boolean;
  @Field(() => String, { nullable: true, description: "Why it cannot be changed, or what it needs." })
  reason: string | null;
  @Field(() => Boolean, { description: "QuickBooks' own settings hold it, whatever the other switches say." })
  isFixed: boolean;
  @Field(() => [SwitchDependencyType], { description: "What the other switches do to it, the first that holds decides; so that a page can follow a switch before it is saved." })
  dependencies: SwitchDependencyType[];
}

@View("FieldRuleChoice")
export class FieldRuleChoiceType {
  @Field(() => ClashPolicyEnum)
  policy: string;
  @Field(() => String)
  consequence: string;
}

@View("FieldRule")
export class FieldRuleType {
  @Field(() => RecordKindEnum)
  kind: string;
  @Field(() => String)
  field: string;
  @Field(() => String)
  title: string;
  @Field(() => ClashPolicyEnum)
  policy: string;
  @Field(() => [FieldRuleChoiceType])
  choices: FieldRuleChoiceType[];
}

@View("ConnectionSettings")
export class ConnectionSettingsType {
  @Field(() => [SyncSwitchType])
  switches: SyncSwitchType[];
  @Field(() => DateScalar, { nullable: true })
  startDate: string | null;
  @Field(() => Int)
  intervalMinutes: number;
  @Field(() => [FieldRuleType])
  fieldRules: FieldRuleType[];
  @Field(() => ApprovalPolicyEnum)
  approval: string;
  @Field(() => DateTimeScalar, { nullable: true })
  savedAt: Date | null;
}

@View("Backlog", { description: "Records that wait to be sent." })
export class BacklogType {
  @Field(() => Int)
  clients: number;
  @Field(() => Int)
  timeEntries: number;
  @Field(() => Int)
  invoices: number;
  @Field(() => DateTimeScalar, { nullable: true })
  oldestAt: string | null;
}

@View("LedgerQuota")
export class LedgerQuotaType {
  @Field(() => Int)
  perMinuteLimit: number;
  @Field(() => Int)
  perMinuteUsed: number;
  @Field(() => Int)
  meteredThisMonth: number;
  @Field(() => Int, { description: "The firm's budget of metered calls a month; its tier's allowance where it set none." })
  meteredMonthlyLimit: number;
  @Field(() => Int, { description: "What the month comes to at the pace so far." })
  meteredForecast: number;
  @Field(() => Int, { nullable: true, description: "80 or 100 once so many percent of the budget are used. Beyond it the sync goes on, sparingly: writes go one by one, which is free." })
  budgetWarning: number | null;
  @Field(() => MoneyType, { description: "What the month's metered calls cost so far." })
  costThisMonth: Money;
  @Field(() => MoneyType, { description: "What they come to at the pace so far." })
  costForecast: Money;
  @Field(() => CallTierEnum, { description: "The tier of Intuit's partner programme." })
  tier: string;
  @Field(() => DecimalScalar, { description: "US dollars for a thousand metered calls." })
  pricePerThousand: string;
  @Field(() => Int, { nullable: true, description: "The budget the firm set itself; null for its tier's." })
  ownMonthlyCalls: number | null;
  @Field(() => DecimalScalar, { nullable: true, description: "The price the firm set itself; null for its tier's." })
  ownPricePerThousand: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  pausedUntil: string | null;
}

@View("SignIn", { description: "How long our sign-in at QuickBooks holds." })
export class SignInType {
  @Field(() => DateTimeScalar, { description: "When it ends unless somebody reconnects or a sync renews it." })
  endsAt: Date;
  @Field(() => Boolean, { description: "Only reconnecting helps; otherwise any sync before then renews it." })
  isFinal: boolean;
  @Field(() => Int, { nullable: true, description: "30, 7 or 1 once so few days are left; null while there is time." })
  warningDays: number | null;
}

@View("LedgerConnection", { implements: NodeType, description: "The firm's connection to QuickBooks. There always is one to show; NEVER_CONNECTED has no company." })
export class LedgerConnectionType {
  @GlobalId()
  id: string;
  @Field(() => ConnectionStateEnum)
  state: string;
  @Field(() => ConnectionStageEnum)
  stage: string;
  @Field(() => String, { nullable: true, description: "Why it is delayed, paused or disconnected, or needs a person." })
  stateReason: string | null;
  @Field(() => LedgerEnvironmentEnum)
  environment: string;
  @Field(() => Boolean, { description: "QuickBooks refused the sign-in, and that is not believed yet: it is tried again by itself, and the third refusal asks for a person. stateReason says when; reconnecting ends it at once." })
  isSignInDoubted: boolean;
  @Field(() => String, { nullable: true })
  companyName: string | null;
  @Field(() => LedgerCompanyType, { nullable: true })
  company: LedgerCompanyType | null;
  @Field(() => String, { nullable: true, description: "The company the firm was connected to before, when it is another one and the question is still open." })
  previousCompanyName: string | null;
  @Field(() => String, { nullable: true })
  authorizedBy: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  authorizedAt: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  enabledAt: Date | null;
  @Field(() => DateTimeScalar, { nullable: true })
  lastSuccessAt: Date | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "The next tick of any kind." })
  nextTickAt: string | null;
  @Field(() => [ScheduleType])
  schedules: ScheduleType[];
  @Field(() => [PreflightCheckType])
  preflight: PreflightCheckType[];
  @Field(() => DateTimeScalar, { nullable: true })
  checkedAt: Date | null;
  @Field(() => ConnectionSettingsType)
  settings: ConnectionSettingsType;
  @Field(() => RunType, { nullable: true })
  currentRun: object | null;
}

@View("ConnectionPayload")
export class ConnectionPayload extends Payload {
  @Field(() => LedgerConnectionType, { nullable: true })
  connection?: object | null;
}

@View("SetDefaultItemPayload")
export class SetDefaultItemPayload extends ConnectionPayload {}

@View("EnableConnectionPayload")
export class EnableConnectionPayload extends ConnectionPayload {
  @Field(() => RunType, { nullable: true, description: "Reads QuickBooks and computes the plan; follow it with runProgress." })
  run?: object | null;
}

@View("ConnectQuickBooksPayload")
export class ConnectQuickBooksPayload extends Payload {
  @Field(() => String, { nullable: true })
  authorizeUrl?: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt?: Date | null;
}

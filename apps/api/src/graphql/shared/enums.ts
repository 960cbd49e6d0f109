import { approvalPolicies, clashPolicies } from "@tieout/domain";
import { registerEnumType } from "type-graphql";

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}` ? `${Head}_${Snake<Tail>}` : Text;
type EnumObject<Value extends string> = { [V in Value as Uppercase<Snake<V>>]: V };

/** Registers a GraphQL enum whose values are the words of the hub in capitals: `never-sent` is `NEVER_SENT`. */
export function enumType<Value extends string>(name: string, values: readonly Value[], description?: string): EnumObject<Value> {
  const members = Object.fromEntries(values.map((value) => [value.toUpperCase().replaceAll("-", "_"), value])) as EnumObject<Value>;
  registerEnumType(members, { name, description });
  return members;
}

export const SyncStateEnum = enumType("SyncState", ["never-sent", "queued", "sending", "checking", "synced", "changed", "blocked", "failed", "set-aside", "external"]);
export const RecordKindEnum = enumType("RecordKind", ["client", "site", "staff-member", "invoice", "time-entry"]);
export const OrderDirectionEnum = enumType("OrderDirection", ["asc", "desc"]);
export const RoleEnum = enumType("Role", ["admin", "bookkeeper", "approver", "staff", "viewer"]);
export const ClashPolicyEnum = enumType("ClashPolicy", clashPolicies);
export const ApprovalPolicyEnum = enumType("ApprovalPolicy", approvalPolicies);
export const LedgerEnvironmentEnum = enumType("LedgerEnvironment", ["emulator", "sandbox", "production"]);
export const RollUpEnum = enumType("RollUp", ["category", "type"], "Whether an invoice line stands for a billable category or for a billable type.");

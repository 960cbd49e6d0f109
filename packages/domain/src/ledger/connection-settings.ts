import type { LedgerCompany } from "./capabilities.js";
import { defaultFieldRules, fieldRules, type FieldRules } from "./field-rules.js";

/** How plans of the sync are approved: by this setting, as they are made (`automatic`), or by a person, who is asked first (`ask-first`). */
export const approvalPolicies = ["automatic", "ask-first"] as const;
export type ApprovalPolicy = (typeof approvalPolicies)[number];

/** What a firm lets travel between itself and its ledger; `hub.ledger_connection.settings`. */
export interface ConnectionSettings {
  /** Clients, both ways. */
  clients: boolean;
  /** Sub-customers become sites of their client, once, in the first import. */
  sites: boolean;
  /** Finalised invoices go out; from then on they are read-only here. */
  invoices: boolean;
  /** Approved time goes out: not billable while invoices are on, else the same work would be billed twice. */
  timeEntries: boolean;
  /** Invoices carry a tag of ours in their private note, by which a lost answer is looked up; without it by number, customer, date and lines (reliability 1.3). */
  tagInvoices: boolean;
  /** Pages of clients and invoices carry a link that opens the record in the ledger (R21). */
  showLinks: boolean;
  /** The ledger's tax code for taxable work; null: the company's own. */
  salesTaxCodeId: string | null;
  /** Who keeps a field that differs, per kind of record and field. */
  policies: FieldRules;
  /** Whether the sync waits for a person with what it planned. What somebody chose to send, or to do about a problem, goes at once either way. */
  approval: ApprovalPolicy;
}

/** The switches a person turns, in the order a page shows them. */
export const settingSwitches = ["clients", "sites", "invoices", "timeEntries", "tagInvoices", "showLinks"] as const;
export type SettingSwitch = (typeof settingSwitches)[number];

export const defaultConnectionSettings: ConnectionSettings = {
  clients: true,
  sites: true,
  invoices: true,
  timeEntries: false,
  tagInvoices: true,
  showLinks: true,
  salesTaxCodeId: null,
  policies: defaultFieldRules,
  approval: "automatic",
};

/** What another switch does to a switch: while that one stands so, this one is held at `isOn`. Data, so that a page can follow it before a save. */
export interface SwitchDependency {
  on: SettingSwitch;
  whileOn: boolean;
  isOn: boolean;
  reason: string;
}

export interface SwitchState {
  key: SettingSwitch;
  isOn: boolean;
  /** It cannot be turned now; `reason` says why and what would free it. */
  isLocked: boolean;
  reason: string | null;
  /** The company holds it, whatever the other switches say. */
  isFixed: boolean;
  dependencies: readonly SwitchDependency[];
}

interface SwitchRule {
  key: SettingSwitch;
  when: Pick<SwitchDependency, "on" | "whileOn"> | ((company: LedgerCompany) => boolean);
  isOn: boolean;
  reason: string;
}

/** Checked in this order; a later rule sees what an earlier one decided. */
const rules: readonly SwitchRule[] = [
  { key: "timeEntries", when: (company) => !company.tracksTime, isOn: false, reason: "Time tracking is switched off in QuickBooks. Switch it on there, then check again." },
  { key: "clients", when: { on: "invoices", whileOn: true }, isOn: true, reason: "Invoices name their client, so clients travel while invoices do." },
  { key: "clients", when: { on: "timeEntries", whileOn: true }, isOn: true, reason: "Time is recorded for a client, so clients travel while time does." },
  { key: "sites", when: { on: "clients", whileOn: false }, isOn: false, reason: "Sites belong to clients. Switch clients on first." },
];

function applies({ when }: SwitchRule, settings: ConnectionSettings, company: LedgerCompany | null): boolean {
  return typeof when === "function" ? company !== null && when(company) : settings[when.on] === when.whileOn;
}

/** The settings as the rules leave them: what a save stores. Company facts are optional, they are not known before the first check. */
export function withRulesApplied(settings: ConnectionSettings, company: LedgerCompany | null = null): ConnectionSettings {
  return rules.reduce<ConnectionSettings>((current, rule) => (applies(rule, current, company) ? { ...current, [rule.key]: rule.isOn } : current), settings);
}

/** Each switch with whether and why it is greyed, and what would grey it. */
export function switchStates(settings: ConnectionSettings, company: LedgerCompany | null = null): SwitchState[] {
  const applied = withRulesApplied(settings, company);
  return settingSwitches.map((key) => {
    const own = rules.filter((rule) => rule.key === key);
    const holding = own.find((rule) => applies(rule, applied, company));
    return {
      key,
      isOn: applied[key],
      isLocked: holding !== undefined,
      reason: holding?.reason ?? null,
      isFixed: typeof holding?.when === "function",
      dependencies: own.flatMap(({ when, isOn, reason }) => (typeof when === "function" ? [] : [{ ...when, isOn, reason }])),
    };
  });
}

/** Reads stored settings, `{}` before the first save, and fills what is missing from the defaults. */
export function connectionSettings(stored: Partial<ConnectionSettings>): ConnectionSettings {
  return { ...defaultConnectionSettings, ...stored, policies: fieldRules(stored.policies) };
}

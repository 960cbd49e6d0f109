import type { LedgerCompany } from "./capabilities.js";

/** Who keeps a field that both sides changed since they last agreed. `ask`: a person decides, each time. */
export type ClashPolicy = "ask" | "hub" | "ledger" | "newest";

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
  /** Pages of clients and invoices carry a link that opens the record in the ledger (R21). */
  showLinks: boolean;
  policies: { client: ClashPolicy };
}

/** The switches a person turns, in the order a page shows them. */
export const settingSwitches = ["clients", "sites", "invoices", "timeEntries", "showLinks"] as const;
export type SettingSwitch = (typeof settingSwitches)[number];

export const defaultConnectionSettings: ConnectionSettings = {
  clients: true,
  sites: true,
  invoices: true,
  timeEntries: false,
  showLinks: true,
  policies: { client: "ask" },
};

export interface SwitchState {
  key: SettingSwitch;
  isOn: boolean;
  /** It cannot be turned now; `reason` says why and what would free it. */
  isLocked: boolean;
  reason: string | null;
}

interface SwitchRule {
  key: SettingSwitch;
  /** What the switch must be, with the reason, or null when the person is free. */
  forces: (settings: ConnectionSettings, company: LedgerCompany | null) => { value: boolean; reason: string } | null;
}

/** Checked in this order; a later rule sees what an earlier one decided. */
const rules: readonly SwitchRule[] = [
  {
    key: "timeEntries",
    forces: (_settings, company) =>
      company && !company.tracksTime ? { value: false, reason: "Time tracking is switched off in QuickBooks. Switch it on there, then check again." } : null,
  },
  {
    key: "clients",
    forces: ({ invoices, timeEntries }) => {
      if (invoices) return { value: true, reason: "Invoices name their client, so clients travel while invoices do." };
      return timeEntries ? { value: true, reason: "Time is recorded for a client, so clients travel while time does." } : null;
    },
  },
  {
    key: "sites",
    forces: ({ clients }) => (clients ? null : { value: false, reason: "Sites belong to clients. Switch clients on first." }),
  },
];

/** The settings as the rules leave them: what a save stores. Company facts are optional, they are not known before the first check. */
export function withRulesApplied(settings: ConnectionSettings, company: LedgerCompany | null = null): ConnectionSettings {
  return rules.reduce<ConnectionSettings>((current, rule) => {
    const forced = rule.forces(current, company);
    return forced ? { ...current, [rule.key]: forced.value } : current;
  }, settings);
}

/** Each switch with whether and why it is greyed. */
export function switchStates(settings: ConnectionSettings, company: LedgerCompany | null = null): SwitchState[] {
  const applied = withRulesApplied(settings, company);
  return settingSwitches.map((key) => {
    const forced = rules.find((rule) => rule.key === key)?.forces(applied, company) ?? null;
    return { key, isOn: applied[key], isLocked: forced !== null, reason: forced?.reason ?? null };
  });
}

/** Reads stored settings, `{}` before the first save, and fills what is missing from the defaults. */
export function connectionSettings(stored: Partial<ConnectionSettings>): ConnectionSettings {
  return { ...defaultConnectionSettings, ...stored, policies: { ...defaultConnectionSettings.policies, ...stored.policies } };
}

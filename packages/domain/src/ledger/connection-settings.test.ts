import { describe, expect, it } from "vitest";
import { connectionSettings, defaultConnectionSettings, switchStates, withRulesApplied } from "./connection-settings.js";
import type { LedgerCompany } from "./capabilities.js";

const company = { tracksTime: false } as LedgerCompany;
const all = { ...defaultConnectionSettings, timeEntries: true };

describe("connection settings", () => {
  it("keep clients on while invoices or time are on, and say why (R12)", () => {
    expect(withRulesApplied({ ...all, clients: false }).clients).toBe(true);
    expect(withRulesApplied({ ...all, clients: false, invoices: false }).clients).toBe(true);
    expect(withRulesApplied({ ...all, clients: false, invoices: false, timeEntries: false }).clients).toBe(false);
    const clients = switchStates({ ...all, clients: false }).find((state) => state.key === "clients");
    expect(clients).toMatchObject({ isOn: true, isLocked: true, reason: expect.stringContaining("Invoices") });
  });

  it("take sites away with the clients they belong to", () => {
    expect(withRulesApplied({ ...all, clients: false, invoices: false, timeEntries: false }).sites).toBe(false);
  });

  it("refuse time when the company does not track it", () => {
    const states = switchStates(all, company);
    expect(states.find((state) => state.key === "timeEntries")).toMatchObject({ isOn: false, isLocked: true });
    expect(withRulesApplied({ ...all, clients: false, invoices: false }, company).clients).toBe(false);
  });

  it("say what turning another switch would do, so that a page can show it before a save", () => {
    const states = switchStates({ ...all, invoices: false, timeEntries: false });
    expect(states.find((state) => state.key === "clients")?.dependencies).toMatchObject([{ on: "invoices", whileOn: true, isOn: true }, { on: "timeEntries", whileOn: true, isOn: true }]);
    expect(states.find((state) => state.key === "sites")?.dependencies).toMatchObject([{ on: "clients", whileOn: false, isOn: false }]);
    expect(switchStates(all, company).filter((state) => state.isFixed).map((state) => state.key)).toEqual(["timeEntries"]);
  });

  it("fill what was never saved", () => {
    expect(connectionSettings({})).toEqual(defaultConnectionSettings);
    expect(connectionSettings({ invoices: false }).clients).toBe(true);
  });
});

import { expect, it } from "vitest";
import { switchStates, type SyncSwitch } from "./switch-states.js";

const a = (key: string, more: Partial<SyncSwitch> = {}): SyncSwitch => ({ key, isOn: true, reason: null, isFixed: false, dependencies: [], ...more });
const switches = [
  a("clients", { dependencies: [{ on: "invoices", whileOn: true, isOn: true, reason: "invoices need clients" }, { on: "time", whileOn: true, isOn: true, reason: "time needs clients" }] }),
  a("sites", { dependencies: [{ on: "clients", whileOn: false, isOn: false, reason: "sites need clients" }] }),
  a("invoices"),
  a("time", { isOn: false }),
];

it("hold a switch while another one needs it, and free it at once when that one is turned off", () => {
  expect(switchStates(switches, {}).get("clients")).toEqual({ isOn: true, reason: "invoices need clients" });
  expect(switchStates(switches, { invoices: false }).get("clients")).toEqual({ isOn: true, reason: null });
  expect(switchStates(switches, { invoices: false, time: true }).get("clients")).toEqual({ isOn: true, reason: "time needs clients" });
});

it("follow a chain, and give a person's own choice back when nothing holds it any more", () => {
  const off = switchStates(switches, { invoices: false, clients: false });
  expect(off.get("sites")).toEqual({ isOn: false, reason: "sites need clients" });
  const on = switchStates(switches, { invoices: true, clients: false });
  expect([on.get("clients"), on.get("sites")]).toEqual([{ isOn: true, reason: "invoices need clients" }, { isOn: true, reason: null }]);
});

it("leave alone what QuickBooks itself holds", () => {
  const fixed = [...switches.slice(0, 3), a("time", { isOn: false, isFixed: true, reason: "switched off in QuickBooks" })];
  const shown = switchStates(fixed, { time: true, invoices: false });
  expect(shown.get("time")).toEqual({ isOn: false, reason: "switched off in QuickBooks" });
  expect(shown.get("clients")).toEqual({ isOn: true, reason: null });
});

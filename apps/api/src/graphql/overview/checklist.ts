import type { ConnectionRow, SetupFacts } from "@tieout/store";
import type { ChecklistStepType } from "./overview.type.js";

/** What is left to do until the first invoice is in QuickBooks, in the order to do it. */
export function checklist(connection: ConnectionRow | null, facts: SetupFacts): ChecklistStepType[] {
  const live = connection && connection.state !== "disconnected" ? connection : null;
  const isChecked = live?.checkedAt !== null && live !== null && !(live.preflight as { result?: string }[]).some((check) => check.result === "block");
  return [
    { key: "connect", title: "Connect QuickBooks", isDone: live !== null && live.state !== "confirming", detail: "Choose the company in QuickBooks and confirm that it is the right one. About two minutes." },
    { key: "preflight", title: "Check its settings", isDone: isChecked, detail: "See what QuickBooks is set to, and set right what would be in the way." },
    { key: "settings", title: "Choose what to sync", isDone: live !== null && live.settingsSavedAt !== null, detail: "Switches per kind of record and a start date. Saving writes nothing to QuickBooks." },
    { key: "enable", title: "Approve the first plan", isDone: live !== null && facts.approved, detail: "See every client that would be linked or created, decide the doubtful ones, then approve." },
    { key: "records", title: "Bring staff, categories and clients", isDone: facts.staff && facts.categories && facts.clients, detail: "Import them from files, or add them by hand." },
    { key: "mapping", title: "Map categories to services", isDone: live !== null && facts.mapped, detail: "Say as what QuickBooks service each category is sold. Suggestions are made; you confirm." },
    { key: "time", title: "Record or import time", isDone: facts.time, detail: "Enter a week, or bring an export of Toggl Track, Harvest or Clockify." },
    { key: "first-invoice", title: "Send the first invoice", isDone: facts.sent, detail: "Make an invoice from time, finalise it, and see it in QuickBooks." },
  ];
}

import { plural } from "../lib/text.js";

export const syncControlTexts = {
  sync: "Sync",
  syncOf: (name: string) => `Sync ${name}`,
  again: "Sync again",
  steps: { queued: "Queued", reading: "Reading QuickBooks", sending: "Sending", checking: "Checking" },
  starting: "Starting",
  nothing: "No change",
  created: (id: string | null) => (id ? `Created as ${id}` : "Created"),
  linked: (id: string | null) => (id ? `Linked to ${id}` : "Linked"),
  updated: (fields: number) => (fields > 0 ? `Updated ${plural(fields, "field", "fields")}` : "Updated"),
  voided: "Voided in QuickBooks",
  removed: "Removed from QuickBooks",
  stopped: "Not sent",
  waiting: "Waits",
  reconnect: "Reconnect",
  blocks: {
    "not connected": "Connect QuickBooks first.",
    "not enabled": "Approve the first plan first.",
  },
} as const;

import type { Layout } from "./layout.js";

/**
 * Toggl Track's detailed report, older (`User`, `End date`) and newer (`Member`, `Stop date`), with or without the amount,
 * and the reduced files made for its importer. Dates ISO, durations `HH:MM:SS`; no rate, only an amount.
 * Source: support.toggl.com, "Editing and uploading a CSV file"; exports seen in public repositories.
 */
export const togglTime: Layout = {
  id: "toggl-time",
  title: "Toggl Track detailed report",
  source: "toggl",
  kind: "time",
  columns: {
    staffName: ["User", "Member"],
    staffEmail: ["Email"],
    client: ["Client"],
    project: ["Project"],
    task: ["Task", "Activity"],
    note: ["Description"],
    billable: ["Billable"],
    date: ["Start date"],
    startTime: ["Start time"],
    endDate: ["End date", "Stop date"],
    duration: ["Duration"],
    tags: ["Tags", "Tag"],
    amount: ["Amount"],
  },
  requires: [["date"], ["duration"]],
};

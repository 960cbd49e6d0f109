import type { Layout } from "./layout.js";

/**
 * Clockify's detailed report in its variants (approval, invoicing and custom field columns; `Task` renamed to `Activity`;
 * `Client` renamed or absent) and its import template. Dates and times are written as the workspace chose, US by default;
 * `Duration (h)` is `HH:MM:SS`, `h:mm` or decimal. The decimal column is rounded to 0.01 h, so it only stands in.
 * Source: clockify.me/help/extra-features/import-timesheets; exports in solidtime-io/solidtime, its issue 953.
 */
export const clockifyTime: Layout = {
  id: "clockify-time",
  title: "Clockify detailed report",
  source: "clockify",
  kind: "time",
  columns: {
    project: ["Project"],
    client: ["Client", "Customer"],
    note: ["Description"],
    task: ["Task", "Activity"],
    staffName: ["User"],
    staffEmail: ["Email"],
    tags: ["Tags"],
    billable: ["Billable"],
    invoiced: ["Invoiced"],
    date: ["Start Date"],
    startTime: ["Start Time"],
    endDate: ["End Date"],
    duration: ["Duration (h)"],
    decimalHours: ["Duration (decimal)"],
    rate: ["Billable Rate"],
    amount: ["Billable Amount"],
  },
  requires: [["date"], ["duration", "decimalHours"]],
};

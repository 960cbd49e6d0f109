import type { Layout } from "./layout.js";

/** Our own template for time, and spreadsheets kept by hand: a date, a duration in some unit, and whatever else is known. */
export const templateTime: Layout = {
  id: "template-time",
  title: "Time template",
  source: "generic",
  kind: "time",
  columns: {
    date: ["date", "work date", "entry date"],
    client: ["client", "customer"],
    site: ["site"],
    project: ["project"],
    category: ["category", "category code", "billable category"],
    type: ["type", "billable type"],
    task: ["task", "activity"],
    staffEmail: ["staff_email", "email"],
    staffName: ["staff", "staff name", "employee", "team member", "user", "member"],
    firstName: ["first_name"],
    lastName: ["last_name"],
    minutes: ["minutes"],
    duration: ["hours", "duration", "hours logged"],
    startTime: ["start_time"],
    billable: ["billable"],
    approved: ["approved"],
    note: ["note", "notes", "description", "memo"],
    tags: ["tags"],
    rate: ["rate", "hourly rate", "billable rate"],
    currency: ["currency"],
  },
  requires: [["date"], ["minutes", "duration"]],
};

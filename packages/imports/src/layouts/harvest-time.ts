import type { Layout } from "./layout.js";

/**
 * Harvest's detailed time export (20 columns or more) and its eight-column import layout, which is a subset.
 * Hours are decimal or `h:mm`, with the comma and the thousands dot of the account's locale; staff by name, no e-mail;
 * currency as `Euro - EUR`. `Hours` is the time worked; `Hours Rounded` is Harvest's billing view of it and is not read.
 * Source: support.getharvest.com, "Importing data"; exports seen in public repositories.
 */
export const harvestTime: Layout = {
  id: "harvest-time",
  title: "Harvest time export",
  source: "harvest",
  kind: "time",
  columns: {
    date: ["Date"],
    client: ["Client"],
    project: ["Project"],
    task: ["Task", "Activity"],
    note: ["Notes"],
    duration: ["Hours"],
    billable: ["Billable?"],
    approved: ["Approved?"],
    invoiced: ["Invoiced?"],
    firstName: ["First Name"],
    lastName: ["Last Name"],
    rate: ["Billable Rate"],
    amount: ["Billable Amount"],
    currency: ["Currency"],
  },
  requires: [["date"], ["duration"], ["firstName", "lastName"]],
};

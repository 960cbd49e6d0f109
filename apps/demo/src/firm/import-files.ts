import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, displayName, weekStart, type CalendarDate } from "@tieout/domain";
import type { DemoClient } from "./clients.js";
import { demoStaff } from "./staff.js";

/**
 * Files to try the CSV import with: a QuickBooks customer sheet with a colon in one name, and a week of Toggl Track with an entry
 * that begins at 23:50, a colleague the firm does not know and a negative duration.
 */
export function writeImportFiles(folder: string, clients: readonly DemoClient[], today: CalendarDate): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "quickbooks-customers.csv"), csv([["Name", "Company", "Email", "Phone", "Street", "City", "State", "ZIP", "Country"], ...customers(clients)]));
  writeFileSync(join(folder, "toggl-track-week.csv"), `\uFEFF${csv([["User", "Email", "Client", "Project", "Task", "Description", "Billable", "Start date", "Start time", "End date", "End time", "Duration", "Tags"], ...week(clients, today)])}`);
}

function customers(clients: readonly DemoClient[]): string[][] {
  const known = clients.slice(0, 3).map((client) => [displayName({ ...client, partnerSuffix: null }), client.businessName ?? "", client.email, client.phone, client.line1, client.city, client.state ?? "", client.postalCode, "US"]);
  return [
    ...known,
    ["Harbor: North Pier", "Harbor Partners", "office@harbor.example", "(303) 555-0901", "9 Pier Road", "Denver", "CO", "80202", "US"],
    ["Juniper Field Notes", "Juniper Field Notes", "hello@juniper.example", "(303) 555-0902", "12 Field Lane", "Boulder", "CO", "80301", "US"],
    ["Castellane, Rosa & Ivo", "", "rosa@castellane.example", "(303) 555-0903", "3 Mill Street", "Denver", "CO", "80202", "US"],
  ];
}

function week(clients: readonly DemoClient[], today: CalendarDate): string[][] {
  const monday = addDays(weekStart(today), -7);
  const rows: string[][] = [];
  for (const [index, person] of demoStaff.slice(9, 14).entries()) {
    const client = clients[index * 7];
    if (!client) continue;
    const day = addDays(monday, index);
    rows.push([`${person.firstName} ${person.lastName}`, person.email, displayName({ ...client, partnerSuffix: null }), "Bookkeeping", "Monthly close", "Bank and cards, reviewed", "Yes", day, "09:00:00", day, "10:40:00", "01:40:00", "close"]);
  }
  const sia = demoStaff[14];
  const late = addDays(monday, 3);
  if (sia) rows.push([`${sia.firstName} ${sia.lastName}`, sia.email, rows[0]?.[2] ?? "", "Tax preparation", "Individual return", "Finished before midnight", "Yes", late, "23:50:00", addDays(late, 1), "00:30:00", "00:40:00", ""]);
  rows.push(["Guest Reviewer", "guest@elsewhere.example", rows[0]?.[2] ?? "", "Audit", "Review", "Second look", "Yes", late, "11:00:00", late, "12:00:00", "01:00:00", ""]);
  rows.push([rows[0]?.[0] ?? "", rows[0]?.[1] ?? "", rows[0]?.[2] ?? "", "Bookkeeping", "Monthly close", "Timer ran backwards", "Yes", late, "15:00:00", late, "14:00:00", "-01:00:00", ""]);
  return rows;
}

function csv(rows: readonly string[][]): string {
  return rows.map((row) => `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`).join("");
}

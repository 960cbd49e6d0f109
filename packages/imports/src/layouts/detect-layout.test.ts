import { describe, expect, test } from "vitest";
import { closestLayout, detectLayout } from "./detect-layout.js";
import { matchLayout } from "./layout.js";
import { clockifyTime } from "./clockify-time.js";

const recognised: [string, string, string][] = [
  ["toggl-time", "detailed with an amount", "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)"],
  ["toggl-time", "detailed without", "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags"],
  ["toggl-time", "after a byte order mark", "\uFEFFUser,Email,Project,Start date,Start time,Duration"],
  ["toggl-time", "reduced, in another order", "Email,Start date,Start time,Duration,Project,Task,Client,Billable,Description"],
  ["toggl-time", "the newer report", "Description,Duration,Member,Email,Project,Tags,Start date,Start time,Stop date,Stop time"],
  ["toggl-time", "one person's report", "Description,Duration,Project,Start date,Start time,Stop date,Stop time"],
  ["harvest-time", "detailed", "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL"],
  ["harvest-time", "with rounded hours", "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,Invoiced?,First Name,Last Name,Employee Id,Roles,Teams,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL"],
  ["harvest-time", "the import layout", "Date,Client,Project,Task,Notes,Hours,First name,Last name"],
  ["harvest-clients", "clients", "Client Name,Address"],
  ["clockify-time", "detailed", "Project,Client,Description,Task,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Rate (USD),Billable Amount (USD)"],
  ["clockify-time", "with invoicing", "Project,Client,Description,Task,User,Group,Email,Tags,Type,Billable,Invoiced,Invoice ID,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Billable Rate (EUR),Billable Amount (EUR),Date of creation"],
  ["clockify-time", "with approval and Task renamed", "Project,Client,Description,Activity,User,Group,Email,Tags,Billable,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Approval,Approved by"],
  ["clockify-time", "without a client, with a custom field", "Project,Description,User,Email,Start Date,Start Time,Duration (decimal),Matter no."],
  ["clockify-time", "the import template", "Project,Client,Description,Task,Email,Tags,Billable,Start Date,Start Time,Duration (h)"],
  ["quickbooks-customers", "Intuit's labels", "Name,Company,Email,Phone,Mobile,Fax,Website,Street,City,State,ZIP,Country,Opening Balance,Opening Balance Date,Resale Number"],
  ["quickbooks-customers", "aliases", "Full Name,E-mail,Phone Numbers,Street Address,City/Town,Province,Postal code,Currency"],
  ["quickbooks-customers", "required columns starred", "*Display Name,Company name,Email"],
  ["template-time", "our template", "date,client,site,category,type,staff_email,minutes,billable,note,approved"],
  ["template-time", "a sheet kept by hand", "Project,Client,Note,Team Member,Date,Hours Logged"],
  ["template-clients", "our template", "name,first_name,last_name,company,email,phone,street,city,state,zip,country,parent"],
];

describe("a layout is known by the set of its headers", () => {
  test.each(recognised)("%s: %s", (id, _, headers) => {
    expect(detectLayout(headers.split(","))?.id).toBe(id);
    expect(detectLayout(headers.split(",").toReversed())?.id).toBe(id);
    expect(detectLayout(headers.split(",").map((header) => ` ${header.toUpperCase()} `))?.kind).toBe(detectLayout(headers.split(","))?.kind);
  });

  test.each([
    ["Clockify's project export", "Project,Client,Status,Visibility,Billability,Task,Tracked (h),Estimated (h),Billable (h),Billable Rate (USD),Amount (USD)"],
    ["Clockify's summary", "Project,Client,Time (h),Time (decimal),Amount (USD)"],
    ["Harvest's project export", "Client,Project,Project Code,Start Date,End Date,Project Notes,Total Hours,Billable Hours"],
    ["a list of names", "Name"],
    ["nothing", ""],
  ])("%s is not taken for time or clients", (_, headers) => {
    expect(detectLayout(headers.split(","))).toBeUndefined();
  });

  test("the closest layout is named with what the file lacks", () => {
    const clockify = closestLayout(["Project", "Client", "User", "Email", "Start Date", "Start Time"]);
    expect(clockify?.layout.id).toBe("clockify-time");
    expect(clockify?.missing).toEqual(["Duration (h) or Duration (decimal)"]);
    expect(closestLayout(["Project", "User", "Email", "Start date"])?.layout.id).toBe("toggl-time");
    expect(closestLayout(["colour", "size"])).toBeUndefined();
  });

  test("a currency in a header's text is read, whatever it is", () => {
    const match = matchLayout(clockifyTime, ["Start Date", "Duration (h)", "Billable Rate (CHF)"]);
    expect(match.currency).toBe("CHF");
    expect(match.columns.get("rate")).toBe(2);
  });

  test("the product's own header wins over a name a user might have given the column", () => {
    const match = matchLayout(clockifyTime, ["Activity", "Task", "Start Date", "Duration (h)"]);
    expect(match.columns.get("task")).toBe(1);
  });
});

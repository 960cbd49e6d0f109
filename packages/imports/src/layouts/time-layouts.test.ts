import { describe, expect, test } from "vitest";
import type { ImportedTimeRow } from "../index.js";
import { readAll } from "../read-all.fixture.js";

const fingerprint = expect.stringMatching(/^[0-9a-f]{64}$/);

/** One file a layout variant, its second line read into exactly this row. */
const cases: [string, string, Partial<ImportedTimeRow>][] = [
  [
    "Toggl Track, detailed, with byte order mark and amount",
    `\uFEFFUser,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags,Amount (EUR)
Mara Voss,Mara.Voss@firm.test,Nordlicht KG,Year end,Review,Second read,Yes,2024-03-04,23:50:00,2024-03-05,00:50:01,01:00:01,"urgent, review",111.11`,
    {
      source: "toggl",
      staffName: "Mara Voss",
      staffEmail: "mara.voss@firm.test",
      client: "Nordlicht KG",
      project: "Year end",
      task: "Review",
      date: "2024-03-04",
      startTime: "23:50:00",
      minutes: 60,
      seconds: 3601,
      billable: true,
      note: "Second read",
      tags: ["urgent", "review"],
      currency: "EUR",
    },
  ],
  [
    "Toggl Track, reduced",
    `Email,Start date,Start time,Duration,Project,Task,Client,Billable,Description
mara@firm.test,2024-03-04,09:00:00,02:58:00,Year end,,Nordlicht KG,No,Filing`,
    { source: "toggl", staffEmail: "mara@firm.test", client: "Nordlicht KG", project: "Year end", date: "2024-03-04", startTime: "09:00:00", minutes: 178, seconds: 10_680, billable: false, note: "Filing", tags: [] },
  ],
  [
    "Toggl Track, one person's report without a staff column",
    `"Description",Duration,Project,Start date,Start time,Stop date,Stop time
"Draft",1:30:00,Year end,2024-03-04,10:30:00,2024-03-04,12:00:00`,
    { source: "toggl", project: "Year end", date: "2024-03-04", startTime: "10:30:00", minutes: 90, seconds: 5400, note: "Draft", tags: [] },
  ],
  [
    "Harvest, detailed, decimal comma and thousands dot",
    `Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?,Billable Rate,Billable Amount,Cost Rate,Cost Amount,Currency,External Reference URL
2024-03-04,Nordlicht KG,Year end,NL-1,Review,"Read, twice","20,0",No,Yes,No,Mara,Voss,,Yes,"1.100,5","2.000,0","0,0","0,0",Euro - EUR,`,
    {
      source: "harvest",
      staffName: "Mara Voss",
      client: "Nordlicht KG",
      project: "Year end",
      task: "Review",
      date: "2024-03-04",
      minutes: 1200,
      seconds: 72_000,
      billable: false,
      approved: false,
      invoiced: true,
      note: "Read, twice",
      tags: [],
      rate: "1100.5",
      currency: "EUR",
    },
  ],
  [
    "Harvest, import layout, semicolons",
    `Date;Client;Project;Task;Notes;Hours;First name;Last name
2024-03-04;Nordlicht KG;Year end;Review;;0,25;Mara;`,
    { source: "harvest", staffName: "Mara", client: "Nordlicht KG", project: "Year end", task: "Review", date: "2024-03-04", minutes: 15, seconds: 900, note: "", tags: [] },
  ],
  [
    "Clockify, US dates and twelve-hour clock",
    `"Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)","Billable Rate (USD)","Billable Amount (USD)"
"Year end","Nordlicht KG","5"" binder","Review","Mara Voss","","mara@firm.test","","Yes","10/15/2024","10:23 PM","10/15/2024","11:23:01 PM","01:00:01","0.00","150.00","150.00"`,
    {
      source: "clockify",
      staffName: "Mara Voss",
      staffEmail: "mara@firm.test",
      client: "Nordlicht KG",
      project: "Year end",
      task: "Review",
      date: "2024-10-15",
      startTime: "22:23:00",
      minutes: 60,
      seconds: 3601,
      billable: true,
      note: '5" binder',
      tags: [],
      rate: "150.00",
      currency: "USD",
    },
  ],
  [
    "Clockify, Activity for Task, no client, invoiced, only decimal hours",
    `"Project","Description","Activity","User","Email","Billable","Invoiced","Start Date","Duration (decimal)","Billable Rate (EUR)","Matter no."
"Year end","","Review","Mara Voss","mara@firm.test","No","Yes","10/15/2024","0.50","0.00","7"`,
    { source: "clockify", staffName: "Mara Voss", staffEmail: "mara@firm.test", project: "Year end", task: "Review", date: "2024-10-15", minutes: 30, seconds: 1800, billable: false, invoiced: true, note: "", tags: [], currency: "EUR" },
  ],
  [
    "Clockify, import template, h:mm",
    `Project,Client,Description,Task,Email,Tags,Billable,Start Date,Start Time,Duration (h)
Year end,Nordlicht KG,Filing,Review,mara@firm.test,,Yes,10/15/2024,9:00 AM,1:15`,
    { source: "clockify", staffEmail: "mara@firm.test", client: "Nordlicht KG", project: "Year end", task: "Review", date: "2024-10-15", startTime: "09:00:00", minutes: 75, seconds: 4500, billable: true, note: "Filing", tags: [] },
  ],
  [
    "our template",
    `date,client,site,category,type,staff_email,minutes,billable,note,approved
2024-03-04,Nordlicht KG,Kiel,TAX,Return,mara@firm.test,50,yes,Filing,no`,
    { source: "generic", staffEmail: "mara@firm.test", client: "Nordlicht KG", site: "Kiel", category: "TAX", type: "Return", date: "2024-03-04", minutes: 50, seconds: 3000, billable: true, approved: false, note: "Filing", tags: [] },
  ],
];

describe("a row of time, by layout", () => {
  test.each(cases)("%s", async (_, file, expected) => {
    const { rows } = await readAll(file);
    expect(rows).toEqual([{ kind: "time", line: 2, fingerprint, ...expected }]);
  });

  test.each(cases)("%s: cut anywhere, with other line ends, it is the same", async (_, file) => {
    const whole = await readAll(file);
    expect(await readAll(file, undefined, 1)).toEqual(whole);
    expect((await readAll(`${file.replaceAll("\n", "\r\n")}\r\n`, undefined, 3)).times).toEqual(whole.times);
  });
});

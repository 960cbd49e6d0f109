import { describe, expect, test } from "vitest";
import { distinctValues, readRows } from "../index.js";
import { upload } from "../read-all.fixture.js";

describe("the values of a file that need a meaning", () => {
  test("are counted with their minutes, most used first, without the refused rows", async () => {
    const file = `User,Email,Client,Project,Task,Start date,Duration
Mara,mara@firm.test,Nordlicht,Year end,Review,2024-03-04,1:00:00
Mara,mara@firm.test,Nordlicht,Payroll,,2024-03-05,0:30:00
Ole,,Holm,Year end,Review,2024-03-05,2:00:00
Ole,,Holm,Never,Review,2024-03-05,0:00:00`;
    const values = await distinctValues(readRows(upload(file)));
    expect(values.project).toEqual([
      { value: "Year end", rows: 2, minutes: 180 },
      { value: "Payroll", rows: 1, minutes: 30 },
    ]);
    expect(values.client.map(({ value }) => value)).toEqual(["Nordlicht", "Holm"]);
    expect(values.task).toEqual([{ value: "Review", rows: 2, minutes: 180 }]);
    expect(values.staff.map(({ value }) => value)).toEqual(["mara@firm.test", "Ole"]);
    expect(values.category).toEqual([]);
  });
});

import type { LedgerTimeActivity } from "@tieout/domain";
import { z } from "zod";
import { optionalInteger, optionalMoney, optionalReference, optionalText, reference, refusedBeforeSending } from "../wire.js";
import { defineEntity } from "./codec.js";
import { date, number, ref, text, type FieldEncoder } from "./fields.js";

const wire = z.object({
  NameOf: optionalText,
  EmployeeRef: reference.nullish(),
  VendorRef: reference.nullish(),
  CustomerRef: optionalReference,
  ItemRef: optionalReference,
  ClassRef: optionalReference,
  TxnDate: z.string(),
  Hours: optionalInteger,
  Minutes: optionalInteger,
  Seconds: optionalInteger,
  BreakHours: optionalInteger,
  BreakMinutes: optionalInteger,
  StartTime: optionalText,
  EndTime: optionalText,
  Description: optionalText,
  HourlyRate: optionalMoney,
  BillableStatus: optionalText,
});

/** Employee and vendor exclude each other (6290). */
const person: FieldEncoder<LedgerTimeActivity> = ({ personKind, personId }) =>
  personKind === "employee"
    ? { NameOf: "Employee", EmployeeRef: { value: personId } }
    : { NameOf: "Vendor", VendorRef: { value: personId } };

/** Hours and minutes as whole numbers; a total of nothing is refused (6340). */
const duration: FieldEncoder<LedgerTimeActivity> = ({ minutes }) => {
  if (!Number.isInteger(minutes) || minutes <= 0) throw refusedBeforeSending("A time activity needs a whole number of minutes above zero.");
  return { Hours: Math.floor(minutes / 60), Minutes: minutes % 60 };
};

/** "HasBeenBilled" is QuickBooks' own word and cannot be sent (2170). */
const billing: FieldEncoder<LedgerTimeActivity> = ({ isBillable, isBilled }) =>
  isBilled ? {} : { BillableStatus: isBillable ? "Billable" : "NotBillable" };

/**
 * Updated whole: Intuit documents only the full update for this entity. Every field with a value is sent together with
 * `sparse`, so the caller passes the activity as QuickBooks has it with its own fields changed, and no member is lost
 * whether or not QuickBooks honours `sparse` here.
 */
export const timeActivity = defineEntity<LedgerTimeActivity, z.infer<typeof wire>>({
  kind: "time-activity",
  name: "TimeActivity",
  inactive: "none",
  isInFeed: false,
  operations: ["create", "update", "delete"],
  wire,
  isUpdatedWhole: true,
  fields: {
    personKind: person,
    personId: person,
    customerId: ref("CustomerRef", (t) => t.customerId),
    itemId: ref("ItemRef", (t) => t.itemId),
    classId: ref("ClassRef", (t) => t.classId),
    day: date("TxnDate", (t) => t.day),
    minutes: duration,
    description: text("Description", (t) => t.description),
    hourlyRate: number("HourlyRate", (t) => t.hourlyRate),
    isBillable: billing,
  },
  decode: (w) => {
    const isVendor = w.NameOf === "Vendor";
    const who = isVendor ? w.VendorRef : w.EmployeeRef;
    return {
      name: [who?.name, w.TxnDate].filter(Boolean).join(", "),
      isActive: true,
      document: {
        kind: "time-activity",
        personKind: isVendor ? "vendor" : "employee",
        // A customer's id in EmployeeRef is stored as "Other" without an error (reliability FC-53): then nobody is named.
        personId: who?.value ?? "",
        customerId: w.CustomerRef,
        itemId: w.ItemRef,
        classId: w.ClassRef,
        day: w.TxnDate,
        minutes: minutesOf(w),
        description: w.Description,
        hourlyRate: w.HourlyRate,
        isBillable: w.BillableStatus === "Billable" || w.BillableStatus === "HasBeenBilled",
        isBilled: w.BillableStatus === "HasBeenBilled",
      },
    };
  },
});

/** Hours and minutes, or start to end less the break; the offsets of both ends do not change the duration. Whole minutes. */
function minutesOf(w: z.infer<typeof wire>): number {
  if (w.StartTime !== null && w.EndTime !== null && w.Hours === null && w.Minutes === null) {
    const clock = clockMinutes(w.EndTime) - clockMinutes(w.StartTime);
    return clock - (w.BreakHours ?? 0) * 60 - (w.BreakMinutes ?? 0);
  }
  return Math.round((w.Hours ?? 0) * 60 + (w.Minutes ?? 0) + (w.Seconds ?? 0) / 60);
}

/** Minutes since year 0 of the wall-clock time, offset ignored: "2026-02-27T09:00:00-08:00". */
function clockMinutes(dateTime: string): number {
  return Math.round(Date.parse(`${dateTime.slice(0, 19)}Z`) / 60_000);
}

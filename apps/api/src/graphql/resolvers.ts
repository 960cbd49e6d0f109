import type { NonEmptyArray } from "type-graphql";
import { BillableCategoryResolver } from "./billable/billable-category.resolver.js";
import { BillableTypeResolver } from "./billable/billable-type.resolver.js";
import { ClientResolver } from "./client/client.resolver.js";
import { ClientType } from "./client/client.type.js";
import { FirmResolver } from "./firm/firm.resolver.js";
import { InvoiceFields, InvoiceLineFields } from "./invoice/invoice.fields.js";
import { InvoiceResolver } from "./invoice/invoice.resolver.js";
import { InvoiceType } from "./invoice/invoice.type.js";
import { historyResolver } from "./record-event/history.resolver.js";
import { SetupResolver } from "./setup/setup.resolver.js";
import { SiteResolver } from "./site/site.resolver.js";
import { StaffMemberResolver } from "./staff-member/staff-member.resolver.js";
import { SyncRecordResolver } from "./sync-record/sync-record.resolver.js";
import { TimeEntryFields, UnbilledTimeFields } from "./time-entry/time-entry.fields.js";
import { TimeEntryResolver } from "./time-entry/time-entry.resolver.js";
import { TimeWeekResolver } from "./time-entry/time-week.resolver.js";
import { ViewerResolver } from "./viewer/viewer.resolver.js";

/** Every resolver of the schema. */
export const resolvers: NonEmptyArray<Function> = [
  BillableCategoryResolver,
  BillableTypeResolver,
  ClientResolver,
  historyResolver(ClientType, "client"),
  FirmResolver,
  InvoiceFields,
  InvoiceLineFields,
  InvoiceResolver,
  historyResolver(InvoiceType, "invoice"),
  SetupResolver,
  SiteResolver,
  StaffMemberResolver,
  SyncRecordResolver,
  TimeEntryFields,
  TimeEntryResolver,
  TimeWeekResolver,
  UnbilledTimeFields,
  ViewerResolver,
];

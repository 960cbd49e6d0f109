import type { NonEmptyArray } from "type-graphql";
import { ApiKeyResolver } from "./api-key/api-key.resolver.js";
import { AuditResolver } from "./audit/audit.resolver.js";
import { BillableCategoryResolver } from "./billable/billable-category.resolver.js";
import { BillableTypeResolver } from "./billable/billable-type.resolver.js";
import { ClientResolver } from "./client/client.resolver.js";
import { ClientType } from "./client/client.type.js";
import { ConnectionFields, ConnectionSettingsFields, PreflightCheckFields } from "./connection/connection.fields.js";
import { ConnectionResolver } from "./connection/connection.resolver.js";
import { FirmResolver } from "./firm/firm.resolver.js";
import { ImportResolver, ImportRowFields } from "./import/import.resolver.js";
import { InvoiceFields, InvoiceLineFields } from "./invoice/invoice.fields.js";
import { InvoiceResolver } from "./invoice/invoice.resolver.js";
import { InvoiceType } from "./invoice/invoice.type.js";
import { LedgerCustomerResolver, LedgerItemResolver, LedgerPersonResolver } from "./ledger/ledger.resolver.js";
import { CategoryMappingFields, MappingResolver, TypeMappingFields } from "./mapping/mapping.resolver.js";
import { NodeResolver } from "./node/node.resolver.js";
import { NotificationResolver } from "./notification/notification.resolver.js";
import { OverviewResolver } from "./overview/overview.resolver.js";
import { ChangeFields } from "./plan/change.fields.js";
import { PlanResolver } from "./plan/plan.resolver.js";
import { ProblemFields, ProblemRecordFields } from "./problem/problem.fields.js";
import { ProblemResolver } from "./problem/problem.resolver.js";
import { historyResolver } from "./record-event/history.resolver.js";
import { LedgerCallResolver } from "./run/ledger-call.resolver.js";
import { RecordLinkResolver } from "./record-link/record-link.resolver.js";
import { RunResolver } from "./run/run.resolver.js";
import { SearchResolver } from "./search/search.resolver.js";
import { SetAsideResolver } from "./set-aside/set-aside.resolver.js";
import { SetupResolver } from "./setup/setup.resolver.js";
import { SiteResolver } from "./site/site.resolver.js";
import { StaffMemberResolver } from "./staff-member/staff-member.resolver.js";
import { LedgerLinkFields, SyncRecordResolver } from "./sync-record/sync-record.resolver.js";
import { SupportResolver } from "./support/support.resolver.js";
import { DecideResolver } from "./sync/decide.resolver.js";
import { SyncResolver } from "./sync/sync.resolver.js";
import { SyncSubscriptions } from "./sync/sync.subscriptions.js";
import { TieOutDocumentFields, TieOutLedgerOnlyFields, TieOutResolver } from "./tie-out/tie-out.resolver.js";
import { TimeEntryFields, UnbilledTimeFields } from "./time-entry/time-entry.fields.js";
import { TimeEntryResolver } from "./time-entry/time-entry.resolver.js";
import { TimeWeekResolver } from "./time-entry/time-week.resolver.js";
import { UndoResolver } from "./undo/undo.resolver.js";
import { UserResolver } from "./user/user.resolver.js";
import { ViewerResolver } from "./viewer/viewer.resolver.js";

/** Every resolver of the schema. */
export const resolvers: NonEmptyArray<Function> = [
  ApiKeyResolver,
  AuditResolver,
  BillableCategoryResolver,
  BillableTypeResolver,
  CategoryMappingFields,
  ChangeFields,
  ClientResolver,
  ConnectionFields,
  ConnectionResolver,
  ConnectionSettingsFields,
  DecideResolver,
  FirmResolver,
  historyResolver(ClientType, "client"),
  historyResolver(InvoiceType, "invoice"),
  ImportResolver,
  ImportRowFields,
  InvoiceFields,
  InvoiceLineFields,
  InvoiceResolver,
  LedgerCallResolver,
  LedgerCustomerResolver,
  LedgerItemResolver,
  LedgerLinkFields,
  LedgerPersonResolver,
  MappingResolver,
  NodeResolver,
  NotificationResolver,
  OverviewResolver,
  PlanResolver,
  PreflightCheckFields,
  ProblemFields,
  ProblemRecordFields,
  ProblemResolver,
  RecordLinkResolver,
  RunResolver,
  SearchResolver,
  SetAsideResolver,
  SetupResolver,
  SiteResolver,
  StaffMemberResolver,
  SupportResolver,
  SyncRecordResolver,
  SyncResolver,
  SyncSubscriptions,
  TieOutDocumentFields,
  TieOutLedgerOnlyFields,
  TieOutResolver,
  TimeEntryFields,
  TimeEntryResolver,
  TimeWeekResolver,
  TypeMappingFields,
  UnbilledTimeFields,
  UndoResolver,
  UserResolver,
  ViewerResolver,
];

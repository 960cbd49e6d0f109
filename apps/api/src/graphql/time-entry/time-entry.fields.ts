import type { TimeEntryView, UnbilledTimeView } from "@tieout/store";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { BillableCategoryType, BillableTypeType } from "../billable/billable.type.js";
import { ClientType } from "../client/client.type.js";
import { InvoiceType } from "../invoice/invoice.type.js";
import { Access, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { money, MoneyType } from "../shared/types.js";
import { SiteType } from "../site/site.type.js";
import { StaffMemberType } from "../staff-member/staff-member.type.js";
import { TimeEntryType, UnbilledTimeType } from "./time-entry.type.js";

@Resolver(() => TimeEntryType)
export class TimeEntryFields {
  @FieldResolver(() => String)
  label(@Root() entry: TimeEntryView): string {
    return `${entry.day}, ${entry.clientName}`;
  }

  @FieldResolver(() => StaffMemberType)
  staffMember(@Root() entry: TimeEntryView, @Ctx() { loaders }: Context) {
    return loaders.staffMember.load(entry.staffId);
  }

  @FieldResolver(() => ClientType)
  client(@Root() entry: TimeEntryView, @Ctx() { loaders }: Context) {
    return loaders.client.load(entry.clientId);
  }

  @FieldResolver(() => SiteType, { nullable: true })
  site(@Root() entry: TimeEntryView, @Ctx() { loaders }: Context) {
    return entry.siteId && loaders.site.load(entry.siteId);
  }

  @FieldResolver(() => BillableCategoryType)
  category(@Root() entry: TimeEntryView, @Ctx() { loaders }: Context) {
    return loaders.category.load(entry.categoryId);
  }

  @FieldResolver(() => BillableTypeType, { nullable: true })
  type(@Root() entry: TimeEntryView, @Ctx() { loaders }: Context) {
    return entry.typeId && loaders.type.load(entry.typeId);
  }

  @FieldResolver(() => InvoiceType, { nullable: true, description: "The invoice that locks this entry." })
  invoice(@Root() entry: TimeEntryView, @Ctx() { loaders }: Context) {
    return entry.invoiceId && loaders.invoice.load(entry.invoiceId);
  }

  @Access({ roles: readers, scopes: ["TIME_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "Rate typed on the entry itself, per hour." })
  rate(@Root() entry: TimeEntryView): MoneyType | null {
    return money(entry.rate, entry.currency);
  }

  @Access({ roles: readers, scopes: ["TIME_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "What an hour is billed at, decided at approval and never again." })
  frozenRate(@Root() entry: TimeEntryView): MoneyType | null {
    return money(entry.frozenRate, entry.currency);
  }
}

@Resolver(() => UnbilledTimeType)
export class UnbilledTimeFields {
  @FieldResolver(() => ClientType)
  client(@Root() time: UnbilledTimeView, @Ctx() { loaders }: Context) {
    return loaders.client.load(time.clientId);
  }

  @FieldResolver(() => MoneyType)
  amount(@Root() { amount, currency }: UnbilledTimeView): MoneyType {
    return { amount, currency };
  }
}

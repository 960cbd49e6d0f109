import { sameDecimal } from "@tieout/domain";
import type { InvoiceLineView, InvoiceView } from "@tieout/store";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { BillableCategoryType, BillableTypeType } from "../billable/billable.type.js";
import { ClientType } from "../client/client.type.js";
import { OtherRecordType } from "../problem/problem.type.js";
import { shownRecord } from "../problem/shown-record.js";
import { Access, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { money, MoneyType } from "../shared/types.js";
import { Reads } from "../shared/wanted-columns.js";
import { SiteType } from "../site/site.type.js";
import { InvoiceLineType, InvoiceType } from "./invoice.type.js";

@Resolver(() => InvoiceType)
export class InvoiceFields {
  @Reads("number", "clientName")
  @FieldResolver(() => String)
  label(@Root() invoice: InvoiceView): string {
    return invoice.number ? `Invoice ${invoice.number}` : `Invoice for ${invoice.clientName}`;
  }

  @Reads("clientId")
  @FieldResolver(() => ClientType)
  client(@Root() invoice: InvoiceView, @Ctx() { loaders }: Context) {
    return loaders.client.load(invoice.clientId);
  }

  @Reads("siteId")
  @FieldResolver(() => SiteType, { nullable: true })
  site(@Root() invoice: InvoiceView, @Ctx() { loaders }: Context) {
    return invoice.siteId && loaders.site.load(invoice.siteId);
  }

  @Reads("id")
  @FieldResolver(() => [InvoiceLineType])
  lines(@Root() invoice: InvoiceView, @Ctx() { loaders }: Context) {
    return loaders.linesOfInvoice.load(invoice.id);
  }

  @Reads("subtotal", "currency")
  @FieldResolver(() => MoneyType)
  subtotal(@Root() invoice: InvoiceView): MoneyType {
    return { amount: invoice.subtotal, currency: invoice.currency };
  }

  @Reads("tax", "currency")
  @FieldResolver(() => MoneyType)
  tax(@Root() invoice: InvoiceView): MoneyType {
    return { amount: invoice.tax, currency: invoice.currency };
  }

  @Reads("total", "currency")
  @FieldResolver(() => MoneyType)
  total(@Root() invoice: InvoiceView): MoneyType {
    return { amount: invoice.total, currency: invoice.currency };
  }

  @Reads("ledgerSubtotal", "currency")
  @FieldResolver(() => MoneyType, { nullable: true, description: "What QuickBooks answered; kept beside ours." })
  ledgerSubtotal(@Root() invoice: InvoiceView): MoneyType | null {
    return money(invoice.ledgerSubtotal, invoice.currency);
  }

  @Reads("ledgerTax", "currency")
  @FieldResolver(() => MoneyType, { nullable: true })
  ledgerTax(@Root() invoice: InvoiceView): MoneyType | null {
    return money(invoice.ledgerTax, invoice.currency);
  }

  @Reads("ledgerTotal", "currency")
  @FieldResolver(() => MoneyType, { nullable: true })
  ledgerTotal(@Root() invoice: InvoiceView): MoneyType | null {
    return money(invoice.ledgerTotal, invoice.currency);
  }

  @Reads("ledgerBalance", "currency")
  @FieldResolver(() => MoneyType, { nullable: true })
  ledgerBalance(@Root() invoice: InvoiceView): MoneyType | null {
    return money(invoice.ledgerBalance, invoice.currency);
  }

  @Reads("status", "subtotal", "ledgerSubtotal")
  @FieldResolver(() => Boolean, { nullable: true, description: "Both sides have the same subtotal to the cent, which is 0.00 for a void invoice; null until QuickBooks answered." })
  tiesOut(@Root() invoice: InvoiceView): boolean | null {
    return invoice.ledgerSubtotal === null ? null : sameDecimal(invoice.status === "void" ? "0" : invoice.subtotal, invoice.ledgerSubtotal);
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_READ"] })
  @Reads("id")
  @FieldResolver(() => [OtherRecordType], { description: "Invoices of QuickBooks it could be linked to: of the same customer and subtotal, not void, and linked to nothing here. The newest first." })
  async linkChoices(@Root() { id }: InvoiceView, @Ctx() context: Context): Promise<OtherRecordType[]> {
    const records = await context.loaders.linkChoices.load({ problemId: null, recordId: id, kind: "invoice", named: [], isOneOfNamed: false });
    return Promise.all(records.map((record) => shownRecord("invoice", record.id, context)));
  }
}

@Resolver(() => InvoiceLineType)
export class InvoiceLineFields {
  @FieldResolver(() => BillableCategoryType, { nullable: true })
  category(@Root() line: InvoiceLineView, @Ctx() { loaders }: Context) {
    return line.categoryId && loaders.category.load(line.categoryId);
  }

  @FieldResolver(() => BillableTypeType, { nullable: true })
  type(@Root() line: InvoiceLineView, @Ctx() { loaders }: Context) {
    return line.typeId && loaders.type.load(line.typeId);
  }

  @FieldResolver(() => MoneyType, { nullable: true })
  unitPrice(@Root() line: InvoiceLineView): MoneyType | null {
    return money(line.unitPrice, line.currency);
  }

  @FieldResolver(() => MoneyType)
  amount(@Root() line: InvoiceLineView): MoneyType {
    return { amount: line.amount, currency: line.currency };
  }
}

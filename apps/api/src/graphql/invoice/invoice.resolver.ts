import { createInvoice, createInvoiceFromTime, finalizeInvoice, updateInvoice, voidInvoice } from "@tieout/practice";
import { countInvoices, invoicesByIds, invoiceTotals, listInvoices, type InvoiceListFilter } from "@tieout/store";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql";
import { Access, bookkeepers, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyIfGiven, keyOf, keyOrNull, keysOrNull } from "../shared/global-id.js";
import { answer } from "../shared/user-error.js";
import { inConnection, wantedColumns } from "../shared/wanted-columns.js";
import { CreateInvoiceFromTimeInput, CreateInvoiceInput, InvoiceActionInput, InvoiceFilterInput, InvoicesArgs, UpdateInvoiceInput, type InvoiceLineInput } from "./invoice.inputs.js";
import { InvoiceConnectionType, InvoicePayload, InvoiceTotalsType, InvoiceType } from "./invoice.type.js";

@Resolver(() => InvoiceType)
export class InvoiceResolver {
  @Access({ roles: readers, scopes: ["INVOICES_READ"] })
  @Query(() => InvoiceConnectionType)
  async invoices(@Args(() => InvoicesArgs) args: InvoicesArgs, @Ctx() { read }: Context, @Info() info: GraphQLResolveInfo) {
    const page = pageOf(args);
    const filter = filterOf(args.filter);
    return toConnection(await read((session) => listInvoices(session, filter, page, wantedColumns(info, inConnection))), args.after, () => read((session) => countInvoices(session, filter)));
  }

  @Access({ roles: readers, scopes: ["INVOICES_READ"] })
  @Query(() => InvoiceType, { nullable: true })
  async invoice(@Arg("id", () => ID) id: string, @Ctx() { read }: Context, @Info() info: GraphQLResolveInfo) {
    const [invoice] = await read((session) => invoicesByIds(session, [keyOf("Invoice", id, ["id"])], wantedColumns(info)));
    return invoice ?? null;
  }

  @Access({ roles: readers, scopes: ["INVOICES_READ"] })
  @Query(() => [InvoiceTotalsType])
  async invoiceTotals(@Arg("filter", () => InvoiceFilterInput, { nullable: true }) filter: InvoiceFilterInput | null, @Ctx() { read }: Context): Promise<InvoiceTotalsType[]> {
    return (await read((session) => invoiceTotals(session, filterOf(filter)))).map(({ total, currency, ...row }) => ({ ...row, total: { amount: total, currency } }));
  }

  @Access({ roles: bookkeepers, scopes: ["INVOICES_WRITE"] })
  @Mutation(() => InvoicePayload, { description: "Drafts an invoice from a client's unbilled time, which is approved and locked by it." })
  createInvoiceFromTime(@Arg("input", () => CreateInvoiceFromTimeInput) input: CreateInvoiceFromTimeInput, @Ctx() { practice, loaders }: Context): Promise<InvoicePayload> {
    return answer<InvoicePayload>(async () => {
      const { clientId, siteId, timeEntryIds, to, issuedOn, rollUp, finalize } = input;
      const { invoice } = await createInvoiceFromTime(practice, {
        clientId: keyOf("Client", clientId, ["input", "clientId"]),
        siteId: keyOrNull("Site", siteId, ["input", "siteId"]),
        timeEntryIds: keysOrNull("TimeEntry", timeEntryIds, ["input", "timeEntryIds"]),
        through: to,
        issuedOn,
        rollUp,
      });
      if (finalize) await finalizeInvoice(practice, { id: invoice.id });
      return { invoice: await loaders.invoice.load(invoice.id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["INVOICES_WRITE"] })
  @Mutation(() => InvoicePayload)
  createInvoice(@Arg("input", () => CreateInvoiceInput) { clientId, siteId, lines, ...head }: CreateInvoiceInput, @Ctx() { practice, loaders }: Context): Promise<InvoicePayload> {
    return answer<InvoicePayload>(async () => {
      const { invoice } = await createInvoice(practice, {
        ...head,
        clientId: keyOf("Client", clientId, ["input", "clientId"]),
        siteId: keyOrNull("Site", siteId, ["input", "siteId"]),
        lines: lines.map(({ id: _new, ...line }, index) => lineOf(line, index)),
      });
      return { invoice: await loaders.invoice.load(invoice.id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["INVOICES_WRITE"] })
  @Mutation(() => InvoicePayload)
  updateInvoice(@Arg("input", () => UpdateInvoiceInput) { invoiceId, expectedVersion, siteId, lines, ...head }: UpdateInvoiceInput, @Ctx() { practice, loaders }: Context): Promise<InvoicePayload> {
    return answer<InvoicePayload>(async () => {
      const { invoice } = await updateInvoice(practice, {
        ...head,
        id: keyOf("Invoice", invoiceId, ["input", "invoiceId"]),
        version: expectedVersion,
        siteId: keyIfGiven("Site", siteId, ["input", "siteId"]),
        lines: lines?.map(({ id, ...line }, index) => ({ ...lineOf(line, index), id: keyIfGiven("InvoiceLine", id ?? undefined, ["input", "lines", String(index), "id"]) })),
      });
      return { invoice: await loaders.invoice.load(invoice.id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["INVOICES_WRITE"] })
  @Mutation(() => InvoicePayload, { description: "Makes a draft final: it gets its number, and the next sync sends it." })
  finalizeInvoice(@Arg("input", () => InvoiceActionInput) { invoiceId, expectedVersion }: InvoiceActionInput, @Ctx() { practice, loaders }: Context): Promise<InvoicePayload> {
    return answer<InvoicePayload>(async () => {
      const { invoice } = await finalizeInvoice(practice, { id: keyOf("Invoice", invoiceId, ["input", "invoiceId"]), version: expectedVersion });
      return { invoice: await loaders.invoice.load(invoice.id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["INVOICES_WRITE"] })
  @Mutation(() => InvoicePayload, { description: "Voids an invoice and frees its time." })
  voidInvoice(@Arg("input", () => InvoiceActionInput) { invoiceId, expectedVersion }: InvoiceActionInput, @Ctx() { practice, loaders }: Context): Promise<InvoicePayload> {
    return answer<InvoicePayload>(async () => {
      const { invoice } = await voidInvoice(practice, { id: keyOf("Invoice", invoiceId, ["input", "invoiceId"]), version: expectedVersion });
      return { invoice: await loaders.invoice.load(invoice.id) };
    }, {});
  }
}

function filterOf(filter: InvoiceFilterInput | null | undefined): InvoiceListFilter {
  return { ...filter, clientIds: keysOrNull("Client", filter?.clientIds, ["filter", "clientIds"]) };
}

function lineOf(line: Omit<InvoiceLineInput, "id">, index: number) {
  const path = (field: string) => ["input", "lines", String(index), field];
  return { ...line, categoryId: keyOrNull("BillableCategory", line.categoryId, path("categoryId")), typeId: keyOrNull("BillableType", line.typeId, path("typeId")) };
}

import { countLedgerItems, listLedgerItems, searchMirror, type LedgerItemView, type LedgerRecordView } from "@tieout/store";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { Access, bookkeepers, readers } from "../shared/access.js";
import { largestPage, PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { encodeId } from "../shared/global-id.js";
import { DecimalScalar } from "../shared/scalars.js";
import { LedgerCustomerType, LedgerItemConnectionType, LedgerItemType, LedgerPersonType } from "./ledger.type.js";

@ArgsType()
class LedgerItemsArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  search?: string | null;
  @Field(() => Boolean, { nullable: true, defaultValue: false })
  includeInactive?: boolean | null;
}

@Resolver(() => LedgerItemType)
export class LedgerItemResolver {
  @Access({ roles: readers, scopes: ["MAPPING_READ"] })
  @Query(() => LedgerItemConnectionType)
  async ledgerItems(@Args(() => LedgerItemsArgs) args: LedgerItemsArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const filter = { search: args.search, includeInactive: args.includeInactive };
    return toConnection(await read((session) => listLedgerItems(session, filter, page)), args.after, () => read((session) => countLedgerItems(session, filter)));
  }

  @FieldResolver(() => String)
  ledgerId(@Root() item: LedgerItemView): string {
    return item.id;
  }

  @FieldResolver(() => String, { nullable: true, description: "Opens the record in QuickBooks." })
  url(@Root() item: LedgerItemView, @Ctx() { links }: Context): Promise<string | null> {
    return links.urlOf("item", item.id);
  }
}

const isLinkedWords = "False leaves out those a record here is linked to, true keeps only those.";

@Resolver(() => LedgerPersonType)
export class LedgerPersonResolver {
  @Access({ roles: bookkeepers, scopes: ["SYNC_READ"] })
  @Query(() => [LedgerPersonType], { description: "Active employees and vendors, by name." })
  ledgerPeople(
    @Arg("search", () => String, { nullable: true }) search: string | null,
    @Arg("isLinked", () => Boolean, { nullable: true, description: isLinkedWords }) isLinked: boolean | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Ctx() { read }: Context,
  ) {
    return read((session) => searchMirror(session, { kinds: ["employee", "vendor"], search, isLinked }, sizeOf(first)));
  }

  /** Employees and vendors may share an id, so the kind is part of ours. */
  @FieldResolver(() => ID)
  id(@Root() person: LedgerRecordView): string {
    return encodeId("LedgerPerson", `${person.kind}:${person.id}`);
  }

  @FieldResolver(() => String)
  ledgerKind(@Root() person: LedgerRecordView): string {
    return person.kind;
  }

  @FieldResolver(() => String)
  ledgerId(@Root() person: LedgerRecordView): string {
    return person.id;
  }

  @FieldResolver(() => DecimalScalar, { nullable: true })
  billRate(@Root() { document }: LedgerRecordView): unknown {
    return document["billRate"] ?? null;
  }
}

@Resolver(() => LedgerCustomerType)
export class LedgerCustomerResolver {
  @Access({ roles: bookkeepers, scopes: ["SYNC_READ"] })
  @Query(() => [LedgerCustomerType], { description: "Active customers, by name." })
  ledgerCustomers(
    @Arg("search", () => String, { nullable: true }) search: string | null,
    @Arg("isLinked", () => Boolean, { nullable: true, description: isLinkedWords }) isLinked: boolean | null,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20 }) first: number | null,
    @Ctx() { read }: Context,
  ) {
    return read((session) => searchMirror(session, { kinds: ["customer"], search, isLinked }, sizeOf(first)));
  }

  @FieldResolver(() => String)
  ledgerId(@Root() customer: LedgerRecordView): string {
    return customer.id;
  }

  @FieldResolver(() => String, { nullable: true, description: "Opens the record in QuickBooks." })
  url(@Root() customer: LedgerRecordView, @Ctx() { links }: Context): Promise<string | null> {
    return links.urlOf("customer", customer.id);
  }
}

function sizeOf(first: number | null): number {
  return Math.min(Math.max(first ?? 20, 1), largestPage);
}

import type { LinkView } from "@tieout/store";
import type { GraphQLResolveInfo } from "graphql";
import { Ctx, FieldResolver, Info, Resolver, Root } from "type-graphql";
import { ProblemType } from "../problem/problem.type.js";
import { SetAsideType } from "../set-aside/set-aside.type.js";
import type { Context } from "../shared/context.js";
import { Reads } from "../shared/wanted-columns.js";
import { LedgerLinkType, SyncRecordType } from "./sync-record.type.js";

/** The kind of record each syncable type shows. */
const kinds: Record<string, string> = { Client: "client", Site: "site", StaffMember: "staff-member", Invoice: "invoice", TimeEntry: "time-entry" };

/** What every record that travels shows beside its own fields. */
@Resolver(() => SyncRecordType)
export class SyncRecordResolver {
  @Reads("id")
  @FieldResolver(() => LedgerLinkType, { nullable: true })
  link(@Root() record: { id: string }, @Info() info: GraphQLResolveInfo, @Ctx() { loaders }: Context) {
    return loaders.link.load(`${kindOf(info)}:${record.id}`);
  }

  @Reads("id")
  @FieldResolver(() => [ProblemType], { description: "Open problems that hold it, worst first." })
  problems(@Root() record: { id: string }, @Info() info: GraphQLResolveInfo, @Ctx() { loaders }: Context) {
    return loaders.problemsOf.load(`${kindOf(info)}:${record.id}`);
  }

  @Reads("id")
  @FieldResolver(() => SetAsideType, { nullable: true, description: "Who left it out of the sync and why; null while it takes part." })
  setAside(@Root() record: { id: string }, @Info() info: GraphQLResolveInfo, @Ctx() { loaders }: Context) {
    return loaders.setAsideOf.load(`${kindOf(info)}:${record.id}`);
  }
}

@Resolver(() => LedgerLinkType)
export class LedgerLinkFields {
  @FieldResolver(() => String, { nullable: true, description: "Opens the record in QuickBooks." })
  url(@Root() { ledgerKind, ledgerId }: LinkView, @Ctx() { links }: Context): Promise<string | null> {
    return links.urlOf(ledgerKind, ledgerId);
  }
}

function kindOf(info: GraphQLResolveInfo): string {
  const kind = kinds[info.parentType.name];
  if (!kind) throw new Error(`${info.parentType.name} is no syncable record.`);
  return kind;
}

import { FieldResolver, Info, Ctx, Resolver, Root } from "type-graphql";
import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "../shared/context.js";
import { LedgerLinkType, SyncRecordType } from "./sync-record.type.js";

/** The kind of record each syncable type shows. */
const kinds: Record<string, string> = { Client: "client", Site: "site", StaffMember: "staff-member", Invoice: "invoice", TimeEntry: "time-entry" };

export function recordKindOf(typeName: string): string {
  const kind = kinds[typeName];
  if (!kind) throw new Error(`${typeName} is no syncable record.`);
  return kind;
}

/** What every record that travels shows beside its own fields. */
@Resolver(() => SyncRecordType)
export class SyncRecordResolver {
  @FieldResolver(() => LedgerLinkType, { nullable: true })
  async link(@Root() record: { id: string }, @Info() info: GraphQLResolveInfo, @Ctx() { loaders }: Context) {
    return loaders.link.load(`${recordKindOf(info.parentType.name)}:${record.id}`);
  }
}

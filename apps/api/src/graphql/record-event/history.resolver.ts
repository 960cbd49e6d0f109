import { listRecordEvents } from "@tieout/store";
import { Args, Ctx, FieldResolver, Resolver, Root, type ClassType } from "type-graphql";
import { PageArgs, pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { Reads } from "../shared/wanted-columns.js";
import { RecordEventConnectionType } from "./record-event.type.js";

/** Gives a type its `history`: who changed what, newest first. */
export function historyResolver(Type: ClassType<object>, kind: string) {
  @Resolver(() => Type)
  class HistoryResolver {
    @Reads("id")
    @FieldResolver(() => RecordEventConnectionType)
    async history(@Root() record: { id: string }, @Args(() => PageArgs) args: PageArgs, @Ctx() { read }: Context) {
      const page = pageOf(args);
      return toConnection(await read((session) => listRecordEvents(session, kind, record.id, page)), args.after);
    }
  }
  return HistoryResolver;
}

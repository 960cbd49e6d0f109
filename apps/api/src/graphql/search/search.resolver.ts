import { searchRecords, type SearchHit } from "@tieout/store";
import { Arg, Ctx, Field, ID, Int, Query, Resolver } from "type-graphql";
import { Access, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { encodeId } from "../shared/global-id.js";
import { View } from "../shared/view.js";

@View("SearchHit")
class SearchHitType {
  @Field(() => String, { description: "client, invoice or run." })
  kind: string;
  @Field(() => ID)
  id: string;
  @Field(() => String)
  label: string;
  @Field(() => String, { nullable: true })
  detail: string | null;
}

const types = { client: "Client", invoice: "Invoice", run: "Run" } as const satisfies Record<SearchHit["kind"], string>;

@Resolver()
export class SearchResolver {
  @Access({ roles: readers, scopes: ["CLIENTS_READ", "INVOICES_READ", "SYNC_READ"] })
  @Query(() => [SearchHitType], { description: "Clients by name or e-mail, invoices by number, either by its QuickBooks id, runs by number." })
  async search(@Arg("text", () => String) text: string, @Arg("first", () => Int, { nullable: true, defaultValue: 10 }) first: number | null, @Ctx() { read }: Context): Promise<SearchHitType[]> {
    if (text.trim().length < 2) return [];
    const hits = await read((session) => searchRecords(session, text, Math.min(Math.max(first ?? 10, 1), 25)));
    return hits.map(({ kind, id, ...hit }) => ({ ...hit, kind, id: encodeId(types[kind], id) }));
  }
}

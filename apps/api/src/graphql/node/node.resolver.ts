import { readFirm } from "@tieout/store";
import { HubError } from "@tieout/domain";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { Scope } from "../../auth/scopes.js";
import { readConnection } from "../connection/connection-view.js";
import { Access, bookkeepers, everybody, readers, type AccessRule } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { readId, type GlobalType } from "../shared/global-id.js";
import { NodeType } from "../shared/types.js";

const mostIds = 100;

interface Fetcher {
  rule: AccessRule;
  load(context: Context, key: string): Promise<object | null>;
}

const of = (roles: AccessRule["roles"], scope: Scope, load: Fetcher["load"]): Fetcher => ({ rule: { roles, scopes: [scope] }, load });

/** Every type that can be asked for by id, under the same rule as its own root field. Time is left to `timeEntries`, which knows whose it is. */
const fetchers: Partial<Record<GlobalType, Fetcher>> = {
  Firm: of(everybody, "FIRM_READ", (context, key) => (key === context.signedIn.firmId ? context.read(readFirm) : Promise.resolve(null))),
  LedgerConnection: of(everybody, "SYNC_READ", (context, key) => (key === context.signedIn.firmId ? context.read((session) => readConnection(session, context.app.config.environment)) : Promise.resolve(null))),
  Client: of(everybody, "CLIENTS_READ", ({ loaders }, key) => loaders.client.load(key)),
  Site: of(everybody, "CLIENTS_READ", ({ loaders }, key) => loaders.site.load(key)),
  StaffMember: of(everybody, "TIME_READ", ({ loaders }, key) => loaders.staffMember.load(key)),
  BillableCategory: of(everybody, "MAPPING_READ", ({ loaders }, key) => loaders.category.load(key)),
  BillableType: of(everybody, "MAPPING_READ", ({ loaders }, key) => loaders.type.load(key)),
  Invoice: of(readers, "INVOICES_READ", ({ loaders }, key) => loaders.invoice.load(key)),
  LedgerItem: of(readers, "MAPPING_READ", ({ loaders }, key) => loaders.ledgerItem.load(key)),
  Run: of(readers, "SYNC_READ", ({ loaders }, key) => loaders.run.load(key)),
  Plan: of(readers, "SYNC_READ", ({ loaders }, key) => loaders.plan.load(key)),
  Change: of(readers, "SYNC_READ", ({ loaders }, key) => loaders.change.load(key)),
  Problem: of(readers, "SYNC_READ", ({ loaders }, key) => loaders.problem.load(key)),
  TieOut: of(readers, "SYNC_READ", ({ loaders }, key) => loaders.tieOut.load(key)),
  Import: of(bookkeepers, "CLIENTS_READ", ({ loaders }, key) => loaders.import.load(key)),
};

@Resolver()
export class NodeResolver {
  @Access({ roles: everybody, scopes: ["FIRM_READ"] })
  @Query(() => NodeType, { nullable: true, description: "A record by its id; null when there is none, or it is not yours to see." })
  node(@Arg("id", () => ID) id: string, @Ctx() context: Context): Promise<object | null> {
    return fetch(context, id);
  }

  @Access({ roles: everybody, scopes: ["FIRM_READ"] })
  @Query(() => [NodeType], { nullable: "items", description: "Up to 100 records by their ids, in the same order." })
  nodes(@Arg("ids", () => [ID]) ids: string[], @Ctx() context: Context): Promise<(object | null)[]> {
    if (ids.length > mostIds) throw new HubError("LIMIT_EXCEEDED", `Ask for at most ${mostIds} records at once.`, ["ids"]);
    return Promise.all(ids.map((id) => fetch(context, id)));
  }
}

async function fetch(context: Context, id: string): Promise<object | null> {
  const read = readId(id);
  const fetcher = read && fetchers[read.type];
  if (!read || !fetcher || !mayRead(context, fetcher.rule)) return null;
  const row = await fetcher.load(context, read.key);
  return row && { ...row, __typename: read.type };
}

function mayRead({ signedIn }: Context, { roles, scopes }: AccessRule): boolean {
  return signedIn.kind === "person" ? roles.includes(signedIn.role) : scopes.every((scope) => signedIn.scopes.includes(scope));
}

import { HubError, redact, redactPath } from "@tieout/domain";
import { currentConnection, supportFacts } from "@tieout/store";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { version } from "../../version.js";
import { Access, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { JsonScalar } from "../shared/scalars.js";

/** Instants and other words of ours that redaction need not guess about. */
const instants = /^\d{4}-\d{2}-\d{2}[T ][\d:.]+(Z|[+-]\d{2}(:?\d{2})?)$/;

@Resolver()
export class SupportResolver {
  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @Query(() => JsonScalar, { description: "What somebody who helps must see, about a problem or, without one, about the connection: versions, settings, changes, calls with QuickBooks' ids. No name, address, mail, text or secret; amounts and dates stay." })
  async supportBundle(@Arg("problemId", () => ID, { nullable: true, description: "The problem; the connection when it is left out." }) problemId: string | null, @Ctx() { read, app }: Context): Promise<object> {
    const key = problemId ? keyOf("Problem", problemId, ["problemId"]) : null;
    const facts = await read(async (session) => {
      const connection = await currentConnection(session);
      if (!connection) throw new HubError("NOT_CONNECTED", "QuickBooks was never connected: there is nothing to help with yet.");
      return supportFacts(session, connection.id, key);
    });
    if (key !== null && facts.problem === null) throw new HubError("NOT_FOUND", "There is no such problem.", ["problemId"]);
    return {
      tieout: version,
      node: process.version,
      madeAt: app.clock.now().toISOString(),
      connection: facts.connection && clean(facts.connection),
      problem: facts.problem && clean(facts.problem),
      changes: facts.changes.map(clean),
      calls: facts.calls.map(({ path, method, createdAt, answer, ...call }) => ({ method, path: redactPath(path), createdAt, ...clean(call), answer })),
    };
  }
}

/** Redacted, but for our own instants, states and counters at the top. */
function clean(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === "string" && (instants.test(value) || name === "environment") ? value : redact(value, name)]));
}

import { auditHashAt, auditHead, countAuditEvents, findAuditBreaks, listAuditEvents, type AuditEventView, type AuditFilter } from "@tieout/store";
import { Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { auditPath } from "../../audit/audit-path.js";
import { recordGlobalId, recordOfGlobalId } from "../problem/problem.type.js";
import { Access, bookkeepers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { AuditEventsArgs, AuditProofArgs } from "./audit.inputs.js";
import { AuditEventConnectionType, AuditEventType, AuditProofType } from "./audit.type.js";

/** Breaks that are named; who has more has one cause. */
const namedBreaks = 20;

/** The audit trail: reading it, and proving that it is as it was written. */
@Resolver(() => AuditEventType)
export class AuditResolver {
  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @Query(() => AuditEventConnectionType, { description: "Everything that happened to the firm's records, the newest first." })
  async auditEvents(@Args(() => AuditEventsArgs) { filter, ...args }: AuditEventsArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const { recordId, ...rest } = filter ?? {};
    const chosen: AuditFilter = { ...rest, record: recordId ? recordOfGlobalId(recordId, ["filter", "recordId"]) : null };
    return toConnection(await read((session) => listAuditEvents(session, chosen, page)), args.after, () => read((session) => countAuditEvents(session, chosen)));
  }

  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @Query(() => AuditProofType, { description: "Computes the whole chain anew: whether every line is there and none was changed." })
  async auditProof(@Args(() => AuditProofArgs) { number, hash }: AuditProofArgs, @Ctx() { read, app }: Context): Promise<AuditProofType> {
    const isNamed = typeof number === "number" && typeof hash === "string";
    return read(async (session) => {
      const head = await auditHead(session);
      const breaks = await findAuditBreaks(session, namedBreaks);
      const isKnownHashIntact = isNamed ? (await auditHashAt(session, number)) === hash : null;
      return { isIntact: breaks.length === 0 && isKnownHashIntact !== false, ...head, breaks, isKnownHashIntact, provenAt: app.clock.now(), csvUrl: auditPath("csv"), jsonUrl: auditPath("jsonl") };
    });
  }

  @FieldResolver(() => ID, { nullable: true, description: "The record, where it is one of those that sync." })
  recordId(@Root() { recordKind, recordId }: AuditEventView): string | null {
    return recordGlobalId(recordKind, recordId);
  }
}

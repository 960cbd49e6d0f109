import { isId } from "@tieout/domain";
import type { ChangeView } from "@tieout/store";
import { Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import { recordGlobalId } from "../problem/problem.type.js";
import { LedgerCallType } from "../run/run.type.js";
import { Access, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { ChangeType, MatchCandidateType, MatchDecisionType } from "./plan.type.js";

@Resolver(() => ChangeType)
export class ChangeFields {
  @FieldResolver(() => ID, { nullable: true })
  recordId(@Root() { recordKind, recordId }: ChangeView): string | null {
    return recordGlobalId(recordKind, recordId);
  }

  @FieldResolver(() => String, { nullable: true, description: "Opens the record in QuickBooks." })
  url(@Root() { ledgerKind, ledgerId }: ChangeView, @Ctx() { links }: Context): Promise<string | null> {
    return links.urlOf(ledgerKind, ledgerId);
  }

  @FieldResolver(() => [MatchCandidateType])
  candidates(@Root() { candidates, recordKind, ledgerKind }: ChangeView, @Ctx() { loaders }: Context): Promise<MatchCandidateType[]> {
    return Promise.all(
      candidates.map(async ({ id, evidence, ...candidate }) => {
        const shown = { ...candidate, targetId: id, evidence: evidence.map((text) => ({ code: text.toLowerCase().replace(/[^a-z0-9]+/g, "-"), text })) };
        if (isId(id)) {
          const client = recordKind === "client" ? await loaders.client.load(id) : null;
          return { ...shown, kind: recordKind, detail: place(client?.addressLine1, client?.city), isActive: client?.isActive ?? true };
        }
        const record = await loaders.ledgerRecord.load(`${ledgerKind}:${id}`);
        const address = record?.document["billingAddress"] as { line1?: string | null; city?: string | null } | null | undefined;
        return { ...shown, kind: ledgerKind, detail: place(address?.line1, address?.city), isActive: record?.isActive ?? false };
      }),
    );
  }

  @FieldResolver(() => MatchDecisionType, { nullable: true })
  decision(@Root() { decision }: ChangeView): MatchDecisionType | null {
    return decision && { choice: decision.choice, targetId: decision.candidateId ?? null, by: decision.by, at: decision.at ?? null };
  }

  @Access({ roles: bookkeepers, scopes: ["AUDIT_READ"] })
  @FieldResolver(() => [LedgerCallType], { description: "The exchanges with QuickBooks behind this change." })
  calls(@Root() change: ChangeView, @Ctx() { loaders }: Context) {
    return loaders.callsOfChange.load(change.id);
  }
}

function place(...parts: (string | null | undefined)[]): string | null {
  return parts.filter(Boolean).join(", ") || null;
}

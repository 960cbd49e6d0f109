import { describeProblem, problemCatalog } from "@tieout/domain";
import { changesOfPlan, raiseProblems, setRecordStates, type ChangeRow, type FirmSession } from "@tieout/store";
import type { RunContext } from "./run-context.js";

/** Under which cause the question behind a change is kept: the same however often it is planned. */
export function causeOfQuestion({ kind, recordId, ledgerKind, ledgerId }: Pick<ChangeRow, "kind" | "recordId" | "ledgerKind" | "ledgerId">): string {
  return `match:${recordId === null ? `${ledgerKind}:${ledgerId}` : `${kind}:${recordId}`}`;
}

/** Questions nobody answered keep their records back, visibly. One that was asked before stays the problem it is, with the newest candidates. */
export async function raiseQuestions(session: FirmSession, run: RunContext, planId: string): Promise<void> {
  const asked = await changesOfPlan(session, planId, ["ask"]);
  const problems = asked.flatMap((change) => {
    const [best] = change.candidates;
    const recordId = change.recordId ?? best?.id;
    if (!recordId) return [];
    const facts = { label: change.label, changeId: change.id, ledgerKind: change.ledgerKind, candidate: best?.name ?? "", candidateId: best?.id ?? null, score: best?.score ?? 0 };
    return [{
      kind: "possible-duplicate",
      causeKey: causeOfQuestion(change),
      severity: problemCatalog["possible-duplicate"].severity,
      facts,
      records: [{ kind: change.kind, recordId, label: change.label, amount: null, currency: null, changeId: change.id }],
    }];
  });
  await raiseProblems(session, run.connectionId, problems, run.runId);
  await setRecordStates(session, run.connectionId, problems.flatMap(({ facts, records }) => records.map(({ kind, recordId }) => ({ kind, recordId, state: "blocked" as const, reason: describeProblem("possible-duplicate", facts).title }))));
}

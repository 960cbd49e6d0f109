import { HubError } from "@tieout/domain";
import { keepAndApply } from "../engine/decisions.js";
import { factText, type Remedy, type RemedyContext } from "./remedy.js";

/** Answers the question behind a possible duplicate; the answer is applied at once. */
export async function decideQuestion(context: RemedyContext, choice: "link" | "create"): ReturnType<Remedy> {
  const { problem, values, actor, inFirm } = context;
  const changeId = factText(problem.facts, "changeId");
  if (!changeId) throw new HubError("CONFLICT", "This problem asks nothing.");
  const candidateId = values["candidateId"] ?? values["ledgerId"] ?? values["recordId"] ?? factText(problem.facts, "candidateId") ?? undefined;
  if (choice === "link" && !candidateId) throw new HubError("INVALID", "Choose the record to link to.", ["values", "candidateId"]);
  const { runId } = await inFirm((session) => keepAndApply(session, context, [{ changeId, choice, ...(choice === "link" && { candidateId }) }], actor, { isAtOnce: true }));
  return { release: [], isSettled: true, resolution: choice === "link" ? "linked" : "created as another record", run: { runId } };
}

/** They are different: a new one is made on the side that lacks it. */
export const createInLedger: Remedy = (context) => decideQuestion(context, "create");

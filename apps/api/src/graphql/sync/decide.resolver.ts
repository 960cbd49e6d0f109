import { HubError } from "@tieout/domain";
import { changeViewsByIds } from "@tieout/store";
import type { RemedyKind } from "@tieout/domain";
import { remedyCatalog } from "@tieout/domain";
import { Arg, Ctx, Field, ID, Int, Mutation, Resolver } from "type-graphql";
import { ApprovePlanInput, DecideMatchesInput, PlanInput } from "../plan/plan.inputs.js";
import { DecideMatchesPayload, PlanPayload } from "../plan/plan.type.js";
import { ResolveProblemInput } from "../problem/problem.inputs.js";
import { ProblemType, recordGlobalId, recordGlobalTypes } from "../problem/problem.type.js";
import { CancelRunInput } from "../run/run.inputs.js";
import { RunPayload, RunType } from "../run/run.type.js";
import { Access, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf, readId } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer, Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

const mostDecisions = 250;
const mostChanges = 250;

@View("ResolveProblemPayload")
export class ResolveProblemPayload extends Payload {
  @Field(() => ProblemType, { nullable: true })
  problem?: object | null;
  @Field(() => Int, { description: "Records that take part in the sync again and that no other problem holds." })
  released: number;
  @Field(() => Int, { description: "Records it was solved for that another problem still holds." })
  stillHeld: number;
  @Field(() => [ProblemType], { description: "The problems that hold those, the one that holds most first." })
  heldBy: object[];
  @Field(() => [ID], { description: "Records the remedy left out of the sync: send them to includeAgain to take it back." })
  setAside: string[];
  @Field(() => RunType, { nullable: true, description: "The run that sends them, when one was started." })
  run?: object | null;
}

/** What people decide about plans, matches, runs and problems. */
@Resolver()
export class DecideResolver {
  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => DecideMatchesPayload)
  decideMatches(@Arg("input", () => DecideMatchesInput) input: DecideMatchesInput, @Ctx() context: Context): Promise<DecideMatchesPayload> {
    return idempotent(context, "decideMatches", input, () =>
      answer<DecideMatchesPayload>(async () => {
        if (input.decisions.length > mostDecisions) throw new HubError("LIMIT_EXCEEDED", `Send at most ${mostDecisions} decisions at once.`, ["input", "decisions"]);
        const { app, practice, signedIn, read, loaders } = context;
        const planId = keyOf("Plan", input.planId, ["input", "planId"]);
        const decisions = input.decisions.map(({ changeId, choice, targetId }, index) => {
          const path = ["input", "decisions", String(index)];
          return { changeId: keyOf("Change", changeId, [...path, "changeId"]), choice: choice ?? ("ask" as const), ...(targetId && { candidateId: targetId }) };
        });
        await app.engine.decide({ firmId: signedIn.firmId, decisions, actor: practice.actor });
        return { changes: await read((session) => changeViewsByIds(session, decisions.map((decision) => decision.changeId))), plan: await loaders.plan.load(planId) };
      }, { changes: [] }),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => PlanPayload, { description: "Applies exactly this plan, or the chosen changes of it. Changes whose world moved since are left out and planned afresh." })
  approvePlan(@Arg("input", () => ApprovePlanInput) input: ApprovePlanInput, @Ctx() context: Context): Promise<PlanPayload> {
    return idempotent(context, "approvePlan", input, () =>
      answer<PlanPayload>(async () => {
        const { app, practice, signedIn, loaders } = context;
        const planId = keyOf("Plan", input.planId, ["input", "planId"]);
        const changeIds = input.changeIds?.map((id, index) => keyOf("Change", id, ["input", "changeIds", String(index)]));
        if (changeIds && changeIds.length > mostChanges) throw new HubError("LIMIT_EXCEEDED", `Choose at most ${mostChanges} changes, or approve the whole plan.`, ["input", "changeIds"]);
        const { runId } = await app.engine.approvePlan({ firmId: signedIn.firmId, planId, actor: practice.actor, changeIds });
        return { plan: await loaders.plan.load(planId), run: await loaders.run.load(runId) };
      }, {}),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => PlanPayload)
  discardPlan(@Arg("input", () => PlanInput) input: PlanInput, @Ctx() { app, practice, signedIn, loaders }: Context): Promise<PlanPayload> {
    return answer<PlanPayload>(async () => {
      const planId = keyOf("Plan", input.planId, ["input", "planId"]);
      await app.engine.discardPlan({ firmId: signedIn.firmId, planId, actor: practice.actor });
      return { plan: await loaders.plan.load(planId) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload, { description: "Stops a run after the calls that are on their way." })
  cancelRun(@Arg("input", () => CancelRunInput) input: CancelRunInput, @Ctx() { app, practice, signedIn, loaders }: Context): Promise<RunPayload> {
    return answer<RunPayload>(async () => {
      const runId = keyOf("Run", input.runId, ["input", "runId"]);
      await app.engine.cancelRun({ firmId: signedIn.firmId, runId, actor: practice.actor });
      return { run: await loaders.run.load(runId) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => ResolveProblemPayload, { description: "Carries out a remedy for a problem, or for some of its records." })
  resolveProblem(@Arg("input", () => ResolveProblemInput) input: ResolveProblemInput, @Ctx() context: Context): Promise<ResolveProblemPayload> {
    return idempotent(context, "resolveProblem", input, () =>
      answer<ResolveProblemPayload>(async () => {
        const { app, practice, signedIn, loaders } = context;
        const problemId = keyOf("Problem", input.problemId, ["input", "problemId"]);
        const { released, stillHeld, heldBy, setAside, runId } = await app.engine.resolve({
          firmId: signedIn.firmId,
          problemId,
          remedy: remedyOf(input.remedy),
          values: valuesOf(input.values),
          recordIds: input.recordIds?.map((id, index) => keyOf(recordGlobalTypes, id, ["input", "recordIds", String(index)])),
          reason: input.reason ?? undefined,
          actor: practice.actor,
        });
        return { problem: await loaders.problem.load(problemId), released, stillHeld, heldBy: (await Promise.all(heldBy.map((id) => loaders.problem.load(id)))).filter((each) => each !== null), setAside: setAside.flatMap(({ kind, recordId }) => recordGlobalId(kind, recordId) ?? []), run: runId ? await loaders.run.load(runId) : null };
      }, { released: 0, stillHeld: 0, heldBy: [], setAside: [] }),
    );
  }
}

function remedyOf(kind: string): RemedyKind {
  if (!Object.hasOwn(remedyCatalog, kind)) throw new HubError("INVALID", `There is no remedy "${kind}". Send one of the kinds the problem offers.`, ["input", "remedy"]);
  return kind as RemedyKind;
}

/** Values as the engine takes them: texts. Global ids of the ledger's records become the ledger's own. */
function valuesOf(values: unknown): Record<string, string> | undefined {
  if (values === null || values === undefined) return undefined;
  if (typeof values !== "object" || Array.isArray(values)) throw new HubError("INVALID", "values is an object: a text for each input of the remedy.", ["input", "values"]);
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === null || value === undefined || value === "") return [];
      if (typeof value === "object") throw new HubError("INVALID", `Give ${name} as a text.`, ["input", "values", name]);
      return ledgerValues(name, String(value));
    }),
  );
}

function ledgerValues(name: string, value: string): [string, string][] {
  const id = readId(value);
  if (id?.type === "LedgerItem" || id?.type === "LedgerCustomer" || id?.type === "LedgerTaxCode") return [[name, id.key]];
  if (id?.type !== "LedgerPerson") return [[name, value]];
  // Employees and vendors may share an id: which of the two was chosen is part of the answer.
  const [ledgerKind = "", ledgerId = ""] = id.key.split(":");
  return [[name, ledgerId], ["ledgerKind", ledgerKind]];
}

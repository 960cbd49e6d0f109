import { HubError } from "@tieout/domain";
import { liveConnection } from "@tieout/practice";
import type { UndoScope } from "@tieout/store";
import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { RunPayload } from "../run/run.type.js";
import { Access, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer } from "../shared/user-error.js";
import { PlanUndoInput } from "./undo.inputs.js";

/** Taking back what was done: planned first, like everything else, and approved by a person. */
@Resolver()
export class UndoResolver {
  @Access({ roles: bookkeepers, scopes: ["SYNC_RUN"] })
  @Mutation(() => RunPayload)
  planUndo(@Arg("input", () => PlanUndoInput) input: PlanUndoInput, @Ctx() context: Context): Promise<RunPayload> {
    return idempotent(context, "planUndo", input, () =>
      answer<RunPayload>(async () => {
        const { app, signedIn, read, loaders, trigger } = context;
        const undo = scopeOf(input);
        const connection = await read(liveConnection);
        const { runId } = await app.engine.planUndo({ firmId: signedIn.firmId, connectionId: connection.id, undo, trigger, requestedBy: signedIn.name });
        return { run: await loaders.run.load(runId) };
      }, {}),
    );
  }
}

function scopeOf({ changeId, runId, day }: PlanUndoInput): UndoScope {
  const scopes: UndoScope[] = [
    ...(changeId ? [{ changeId: keyOf("Change", changeId, ["input", "changeId"]) }] : []),
    ...(runId ? [{ runId: keyOf("Run", runId, ["input", "runId"]) }] : []),
    ...(day ? [{ day }] : []),
  ];
  const [scope, second] = scopes;
  if (!scope || second) throw new HubError("INVALID", "Name a change, a run or a day: exactly one of them.", ["input"]);
  return scope;
}

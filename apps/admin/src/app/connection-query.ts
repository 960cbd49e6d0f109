import { graphql, type ResultOf } from "../lib/graphql.js";

/** What the frame shows of the connection; the pages' own queries share its cache entries. */
export const shellQuery = graphql(`
  query Shell {
    connection {
      id state stage stateReason environment companyName lastSuccessAt nextTickAt
      currentRun { id number kind state phase done total waitingUntil }
      openPlan { id counts { total ask } }
    }
    problemCounts { open errors warnings held }
  }
`);

export type ShellConnection = ResultOf<typeof shellQuery>["connection"];
export type ProblemCounts = ResultOf<typeof shellQuery>["problemCounts"];

/** A working connection stopped and only a person can set it right; what is waiting or under way matters less. A first plan that waits for approval is no fault. */
export function needsPerson({ state, stage, openPlan, lastSuccessAt }: Pick<ShellConnection, "state" | "stage" | "openPlan" | "lastSuccessAt">): boolean {
  const isFirstPlan = openPlan !== null && lastSuccessAt === null;
  return state === "ACTION_REQUIRED" && stage === "ENABLED" && !isFirstPlan;
}

/** Every run of the firm as it moves; the cache spreads each event to whatever page shows that run. */
export const runProgressSubscription = graphql(`
  subscription RunProgress {
    runProgress {
      sequence isFinal
      run {
        id number kind state phase mode done total etaSeconds waitingUntil finishedAt summary failure
        counts { created updated linked removed unchanged asked blocked refused skipped checking }
        calls { reads writes batches repeated throttled metered }
      }
    }
  }
`);

export const problemCountsSubscription = graphql(`
  subscription ProblemCounts { problemCountsChanged { open errors warnings held } }
`);

import { graphql, type ResultOf } from "../lib/graphql.js";

/** What the frame shows of the connection; the pages' own queries share its cache entries. */
export const shellQuery = graphql(`
  query Shell {
    connection {
      id state stage stateReason isSignInDoubted silentSince environment companyName lastSuccessAt nextTickAt signIn { endsAt warningDays }
      currentRun { id number kind state phase done total waitingUntil }
      openPlan { id }
    }
    problemCounts { open errors warnings held }
  }
`);

export type ShellConnection = ResultOf<typeof shellQuery>["connection"];
export type ProblemCounts = ResultOf<typeof shellQuery>["problemCounts"];

/** Every run of the firm as it moves; the cache spreads each event to whatever page shows that run. */
export const runProgressSubscription = graphql(`
  subscription RunProgress {
    runProgress {
      sequence isFinal
      run {
        id number kind state phase mode done total etaSeconds waitingUntil finishedAt workedSeconds summary failure
        counts { created updated linked removed unchanged asked blocked refused skipped checking }
        calls { reads writes batches repeated throttled metered }
      }
    }
  }
`);

export const problemCountsSubscription = graphql(`
  subscription ProblemCounts { problemCountsChanged { open errors warnings held } }
`);

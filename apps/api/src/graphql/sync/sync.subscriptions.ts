import type { ImportView } from "@tieout/store";
import { Arg, Field, ID, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { ImportType } from "../import/import.type.js";
import { ProblemCountsType } from "../problem/problem.type.js";
import { RunEventType } from "../run/run.type.js";
import { Access, bookkeepers, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf, keyOrNull } from "../shared/global-id.js";
import { watchImport } from "./watch-import.js";
import { watchProblemCounts, watchRuns } from "./watch-runs.js";

@ObjectType("ImportEvent", { simpleResolvers: true })
export class ImportEventType {
  @Field(() => ImportType)
  import: ImportView;
  @Field(() => Boolean)
  isFinal: boolean;
}

interface Subscribed<Args> {
  args: Args;
  context: Context;
}

/** Live news, over SSE at /graphql/stream. */
@Resolver()
export class SyncSubscriptions {
  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Subscription(() => RunEventType, {
    subscribe: ({ args, context: { app, signedIn } }: Subscribed<{ runId?: string | null }>) => watchRuns(app, signedIn.firmId, keyOrNull("Run", args.runId, ["runId"])),
    description: "One run, or every run of the firm; at most four events a second and run. A client that lost the stream reads the run again.",
  })
  runProgress(@Root() event: RunEventType, @Arg("runId", () => ID, { nullable: true }) _runId: string | null): RunEventType {
    return event;
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @Subscription(() => ProblemCountsType, {
    subscribe: ({ context: { app, signedIn } }: Subscribed<object>) => watchProblemCounts(app, signedIn.firmId),
    description: "Problem counts, now and whenever they change.",
  })
  problemCountsChanged(@Root() counts: ProblemCountsType): ProblemCountsType {
    return counts;
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_READ"] })
  @Subscription(() => ImportEventType, {
    subscribe: ({ args, context: { app, signedIn } }: Subscribed<{ importId: string }>) => watchImport(app, signedIn.firmId, keyOf("Import", args.importId, ["importId"])),
  })
  importProgress(@Root() event: ImportEventType, @Arg("importId", () => ID) _importId: string): ImportEventType {
    return event;
  }
}

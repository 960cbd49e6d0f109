import type { Money } from "@tieout/domain";
import { Field, Float, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { MoneyType, NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

export const RunStateEnum = enumType("RunState", ["queued", "running", "waiting", "awaiting-approval", "succeeded", "partial", "failed", "cancelled"]);
export const RunTriggerEnum = enumType("RunTrigger", ["schedule", "user", "api", "webhook", "retry"]);
export const RunModeEnum = enumType("RunMode", ["thrifty", "fast"]);

@View("RunCounts", { description: "What became of the records a run looked at. Sent: reached QuickBooks as a write. Settled: done on both sides." })
export class RunCountsType {
  @Field(() => Int)
  sensed: number;
  @Field(() => Int)
  planned: number;
  @Field(() => Int)
  sent: number;
  @Field(() => Int)
  settled: number;
  @Field(() => Int)
  created: number;
  @Field(() => Int)
  updated: number;
  @Field(() => Int)
  linked: number;
  @Field(() => Int)
  removed: number;
  @Field(() => Int)
  unchanged: number;
  @Field(() => Int, { description: "Possible duplicates that wait for a decision." })
  asked: number;
  @Field(() => Int)
  blocked: number;
  @Field(() => Int)
  refused: number;
  @Field(() => Int)
  skipped: number;
  @Field(() => Int, { description: "A lost answer is being looked up." })
  checking: number;
}

@View("CallCounts", { description: "What a run cost in calls to QuickBooks; metered ones count against the monthly quota." })
export class CallCountsType {
  @Field(() => Int)
  reads: number;
  @Field(() => Int)
  writes: number;
  @Field(() => Int)
  batches: number;
  @Field(() => Int)
  repeated: number;
  @Field(() => Int)
  throttled: number;
  @Field(() => Int)
  metered: number;
  @Field(() => MoneyType, { description: "What the metered ones cost, by the firm's tier and price; most runs cost less than a cent." })
  cost: Money;
}

@View("LedgerCallTry", { description: "One time a write left for QuickBooks. A repeat is the same request under the same id, with an answer of its own." })
export class LedgerCallTryType {
  @Field(() => DateTimeScalar)
  at: string;
  @Field(() => Int, { nullable: true })
  httpStatus: number | null;
  @Field(() => Int, { nullable: true })
  durationMs: number | null;
  @Field(() => Boolean)
  isMetered: boolean;
  @Field(() => String, { nullable: true, description: "The id QuickBooks gave it (intuit_tid)." })
  traceId: string | null;
}

@View("LedgerCall", { description: "One exchange with QuickBooks." })
export class LedgerCallType {
  @GlobalId()
  id: string;
  @Field(() => DateTimeScalar)
  at: string;
  @Field(() => String)
  method: string;
  @Field(() => String)
  path: string;
  @Field(() => String)
  operation: string;
  @Field(() => String)
  state: string;
  @Field(() => Int, { nullable: true })
  httpStatus: number | null;
  @Field(() => Int, { nullable: true })
  durationMs: number | null;
  @Field(() => Boolean)
  isMetered: boolean;
  @Field(() => String, { nullable: true })
  requestId: string | null;
  @Field(() => String, { nullable: true, description: "The id QuickBooks gave the exchange (intuit_tid)." })
  traceId: string | null;
  @Field(() => Int)
  attempts: number;
}

export const LedgerCallConnectionType = connectionType(LedgerCallType, "LedgerCall", { hasTotal: false });

@View("Run", { implements: NodeType, description: "One pass over the flows." })
export class RunType {
  @GlobalId()
  id: string;
  @Field(() => Int)
  number: number;
  @Field(() => String)
  kind: string;
  @Field(() => RunTriggerEnum)
  trigger: string;
  @Field(() => RunStateEnum)
  state: string;
  @Field(() => String, { description: "sense, plan, apply, prove or done." })
  phase: string;
  @Field(() => RunModeEnum)
  mode: string;
  @Field(() => String, { nullable: true })
  startedBy: string | null;
  @Field(() => DateTimeScalar)
  startedAt: string;
  @Field(() => DateTimeScalar, { nullable: true })
  finishedAt: string | null;
  @Field(() => Float, { description: "Seconds it was at work: waiting for its turn, for a person or for a lost connection does not count." })
  workedSeconds: number;
  @Field(() => DateTimeScalar, { nullable: true })
  waitingUntil: string | null;
  @Field(() => Int)
  done: number;
  @Field(() => Int, { nullable: true })
  total: number | null;
  @Field(() => String, { nullable: true, description: "One sentence that says what the run did." })
  summary: string | null;
  @Field(() => String, { nullable: true })
  failure: string | null;
}

export const RunConnectionType = connectionType(RunType, "Run");

@View("RunPayload")
export class RunPayload extends Payload {
  @Field(() => RunType, { nullable: true })
  run?: object | null;
}

@View("RetryRunPayload")
export class RetryRunPayload extends RunPayload {
  @Field(() => Int, { description: "Records that go again." })
  records: number;
}

@View("RunEvent")
export class RunEventType {
  @Field(() => Int, { description: "Counts up within one stream." })
  sequence: number;
  @Field(() => RunType)
  run: object;
  @Field(() => Boolean)
  isFinal: boolean;
}

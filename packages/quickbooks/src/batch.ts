import { LedgerError, type BatchItemAnswer, type PreparedCall } from "@tieout/domain";
import { z } from "zod";
import { answerOf } from "./answers.js";
import { codecs } from "./entities/index.js";
import { faultOf, malformedAnswer, type FaultContext } from "./http/faults.js";
import { faultOperation } from "./http/fault-operation.js";
import type { WireObject } from "./wire.js";

/** Intuit: 30 items; with a request id on the batch that id has at most 36 characters and each bId at most 10. */
export const batchLimits = { items: 30, requestIdLength: 36, bidLength: 10 };

export interface BatchItem {
  bid: string;
  call: PreparedCall;
}

/** The request body of a batch. Throws `LedgerError` (`rejected`, never) when a limit of the above is passed. */
export function batchBody(items: readonly BatchItem[], requestId: string): WireObject {
  const bids = new Set(items.map(({ bid }) => bid));
  const isWithinLimits =
    items.length > 0 &&
    items.length <= batchLimits.items &&
    bids.size === items.length &&
    requestId.length <= batchLimits.requestIdLength &&
    items.every(({ bid }) => bid.length > 0 && bid.length <= batchLimits.bidLength);
  if (!isWithinLimits) {
    throw new LedgerError(
      "rejected",
      `A batch holds 1 to ${batchLimits.items} calls with different bids of at most ${batchLimits.bidLength} characters, under a request id of at most ${batchLimits.requestIdLength}.`,
      { retry: "never", facts: { status: 0 } },
    );
  }
  return { BatchItemRequest: items.map(({ bid, call }) => ({ bId: bid, ...batchOperation(call), [codecs[call.kind].name]: call.body })) };
}

/** A batch knows create, update and delete; a void is an update with an option (SDK sources, qbo-protocol 7). */
function batchOperation(call: PreparedCall): WireObject {
  switch (call.operation) {
    case "create":
    case "delete":
      return { operation: call.operation };
    case "void":
      return { operation: "update", optionsData: "void" };
    case "update":
    case "deactivate":
    case "reactivate":
      return { operation: "update" };
  }
}

const batchResponse = z.object({ BatchItemResponse: z.array(z.looseObject({ bId: z.string().nullish() })) });

/**
 * One answer per item sent, matched by bId: the order of the answers means nothing, and the status is 200 even when every
 * item failed. An item without an answer is `no-answer`, outcome unknown. Throws `ZodError` when the envelope is not a batch's.
 */
export function batchAnswers(items: readonly BatchItem[], body: unknown, traceId: string | null): BatchItemAnswer[] {
  const answers = new Map(batchResponse.parse(body).BatchItemResponse.map((answer) => [answer.bId ?? "", answer]));
  return items.map(({ bid, call }) => {
    const item = answers.get(bid);
    if (!item) return { bid, answer: null, error: missingAnswer(traceId) };
    const context: FaultContext = { status: 200, operation: faultOperation(call.operation), isWrite: true, traceId };
    const error = faultOf({ form: "json", value: item }, context);
    if (error) return { bid, answer: null, error };
    try {
      return { bid, answer: answerOf(call.kind, item, traceId), error: null };
    } catch {
      return { bid, answer: null, error: malformedAnswer(context, `QuickBooks' answer for this ${call.kind} cannot be read.`) };
    }
  });
}

function missingAnswer(traceId: string | null): LedgerError {
  return new LedgerError("no-answer", "QuickBooks left this item of the batch without an answer.", {
    retry: "later",
    facts: { status: 200, traceId: traceId ?? undefined },
    isOutcomeUnknown: true,
  });
}

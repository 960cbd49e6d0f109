import { createHash } from "node:crypto";
import { HubError } from "@tieout/domain";
import { claimAnswer, dropAnswer, saveAnswer } from "@tieout/store";
import { GraphQLError } from "graphql";
import type { Context } from "./context.js";

/**
 * Runs a mutation that can reach QuickBooks at most once for an `Idempotency-Key`. A repeat with the same input gets the first
 * answer and the header `Idempotency-Replayed: true`; with another input it is refused. Keys are kept 48 hours.
 * API keys must send one: a machine repeats what it got no answer to.
 */
export async function idempotent<Answer extends object>(context: Context, operation: string, input: unknown, work: () => Promise<Answer>): Promise<Answer> {
  const { idempotencyKey: key, signedIn } = context;
  if (!key) {
    if (signedIn.kind === "api-key") throw new GraphQLError(`${operation} can reach QuickBooks. Send an Idempotency-Key header with it, new for each intent and the same for each repeat.`, { extensions: { code: "IDEMPOTENCY_KEY_REQUIRED" } });
    return work();
  }
  if (key.length > 255) throw new HubError("INVALID", "An Idempotency-Key has at most 255 characters.");

  const claim = { actor: `${signedIn.kind}:${signedIn.id}`, key, operation, inputHash: createHash("sha256").update(JSON.stringify(input)).digest("base64url") };
  const earlier = await context.read((session) => claimAnswer(session, claim));
  if (earlier) {
    if (earlier.operation !== operation || earlier.inputHash !== claim.inputHash) throw new HubError("CONFLICT", "This Idempotency-Key was used for something else. Use a new key for a new intent.");
    if (!earlier.answer) throw new HubError("CONFLICT", "The first request with this Idempotency-Key is still being worked on. Repeat it in a moment.");
    context.isReplay = true;
    return earlier.answer as Answer;
  }
  try {
    const answer = await work();
    await context.read((session) => saveAnswer(session, claim, answer));
    return answer;
  } catch (error) {
    await context.read((session) => dropAnswer(session, claim));
    throw error;
  }
}

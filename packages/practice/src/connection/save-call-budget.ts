import { callTiers, type CallTier } from "@tieout/domain";
import { callBudgetSettings, closeProblems, insertRecordEvent, openProblems, saveCallBudget as keep } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { decimalText } from "../inputs.js";
import { checkInput } from "../operate.js";

const Input = z.object({
  tier: z.enum(Object.keys(callTiers) as [CallTier, ...CallTier[]]),
  /** Null for the tier's allowance. */
  monthlyCalls: z.int().min(1, "Give a whole number of calls from 1.").max(1_000_000_000).nullish(),
  /** US dollars; null for the tier's. */
  pricePerThousand: decimalText.refine((text) => Number(text) >= 0 && Number(text) <= 1_000, "Give a price from 0 to 1000 dollars.").nullish(),
});

/** What a month's metered calls may come to and cost. A notice about the old budget is over; the next calls are judged by the new one. */
export async function saveCallBudget({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<void> {
  const { tier, monthlyCalls = null, pricePerThousand = null } = checkInput(Input, input);
  await store.withFirm(actor.firmId, async (session) => {
    const [before, after] = [await callBudgetSettings(session), { tier, monthlyCalls, pricePerThousand }];
    await keep(session, after);
    await closeProblems(session, (await openProblems(session, { kinds: ["calls-running-out"] })).map(({ id }) => id), { actor: actor.name, resolution: "The budget was changed" });
    await insertRecordEvent(session, actor, { kind: "firm", recordId: actor.firmId, action: "call-budget-changed", changes: [{ path: "callBudget", before: { ...before }, after }] });
  });
}

import { clashPolicies, oneRule, type ClashPolicy, type FieldRules } from "@tieout/domain";
import type { Store } from "@tieout/store";
import type { Violation } from "@tieout/testkit/checker";
import fc from "fast-check";
import { mend } from "./fault-cell.js";
import { happenAtTheDesk, deskSteps } from "./model-desk.js";
import { happenHere, hubSteps } from "./model-here.js";
import { noticeWays, unreliableNotices, type NoticeWay, type Notices } from "./model-notices.js";
import { happenThere, ledgerSteps } from "./model-there.js";
import { happenToUs, type Trouble, troubles } from "./model-troubles.js";
import { readyFirm } from "./ready-firm.js";
import type { SyncFixture } from "./sync-fixture.js";

/** One thing that happens. `which` picks the record it happens to, of however many there are then. */
export type ModelStep =
  | { do: (typeof hubSteps)[number]; which: number }
  | { do: (typeof ledgerSteps)[number]; which: number }
  | { do: (typeof deskSteps)[number]; which: number }
  | Trouble
  | { do: "sync" }
  | { do: "wait"; minutes: number };

/** What a firm goes through: stories, with both sides at rest in between; and how it stands to QuickBooks all the while. */
export interface ModelLife {
  policy: ClashPolicy;
  notices: NoticeWay;
  stories: ModelStep[][];
}

const which = fc.nat({ max: 99 });

const modelSteps: fc.Arbitrary<ModelStep[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constantFrom(...hubSteps), which }) },
    { weight: 5, arbitrary: fc.record({ do: fc.constantFrom(...ledgerSteps), which }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom(...deskSteps), which }) },
    { weight: 3, arbitrary: troubles },
    { weight: 3, arbitrary: fc.constant({ do: "sync" as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 4_000 }) }) },
  ),
  { minLength: 3, maxLength: 12 },
);

/** Stories told of one firm, one after the other: a firm takes longer to found than a story to tell. */
export const storiesOfLife = 5;

/** Random edits on both sides, decisions, faults, syncs and pauses. */
export const modelLives: fc.Arbitrary<ModelLife> = fc.record({
  policy: fc.constantFrom(...clashPolicies),
  notices: fc.oneof({ weight: 2, arbitrary: fc.constant("none" as const) }, { weight: 1, arbitrary: fc.constantFrom(...noticeWays) }),
  stories: fc.array(modelSteps, { minLength: storiesOfLife, maxLength: storiesOfLife }),
});

/** One life that a seed and its number fix, whichever others are told. */
export function lifeOf(seed: number, number: number): ModelLife {
  const [life] = fc.sample(modelLives, { seed: Math.imul(seed, 1_000_003) + number, numRuns: 1 });
  if (!life) throw new Error("No life was drawn.");
  return life;
}

export interface StoryResult {
  violations: Violation[];
  /** Null when three cycles did not do. */
  cyclesToQuiet: number | null;
}

/** What of a story's result breaks the pass line; empty when it passes. */
export function brokenBy({ violations, cyclesToQuiet }: StoryResult): string[] {
  return [...violations.map(({ invariant, what, documents }) => `${invariant}: ${what} (${documents.join(", ")})`), ...(cyclesToQuiet === null ? ["three cycles later it still writes"] : [])];
}

/** The same word for invoices, where it means something: nobody edits a sent one here, and its client is not taken over. */
function invoiceRules(policy: ClashPolicy): FieldRules["invoice"] {
  const rules = oneRule("invoice", policy === "newest" ? "ask" : policy);
  return policy === "ledger" ? { ...rules, customerId: "ask" } : rules;
}

/** Tells a life of a new firm, story by story; ends at the first that breaks a promise. Every story's result goes to `tell`. */
export async function runLife(store: Store, { policy, notices: way, stories }: ModelLife, tell: (story: number, result: StoryResult) => void): Promise<void> {
  const notices = unreliableNotices(way);
  const firm = await readyFirm({ store, settings: { timeEntries: true, policies: { client: oneRule("client", policy), invoice: invoiceRules(policy) } }, emulator: notices.emulator });
  try {
    await firm.enabled();
    for (const [index, steps] of stories.entries()) {
      const result = await runStory(firm, notices, steps);
      tell(index, result);
      if (brokenBy(result).length > 0) return;
    }
  } finally {
    await firm.close();
  }
}

/** Lets the story happen to an enabled firm, takes the faults away, and says what of the promises is broken then. */
async function runStory(firm: SyncFixture, notices: Notices, steps: readonly ModelStep[]): Promise<StoryResult> {
  for (const [index, step] of steps.entries()) {
    await happen(firm, step, index);
    await notices.arrive(firm);
  }
  firm.emulator.removeFaults();
  await mend(firm);
  // The change feed does not tell of time: what was deleted or moved there is found by the next day's sweep.
  if (steps.some((step) => step.do === "delete time there" || step.do === "merge a customer")) await firm.advance(24 * 3_600);
  const { cycles, restFrom } = await firm.untilQuiet();
  return { violations: await firm.violations({ restFrom }), cyclesToQuiet: cycles };
}

const isOneOf = <Name extends string>(names: readonly Name[], step: ModelStep): step is Extract<ModelStep, { do: Name }> => (names as readonly string[]).includes(step.do);

async function happen(firm: SyncFixture, step: ModelStep, index: number): Promise<void> {
  if (step.do === "sync") await firm.sync();
  else if (step.do === "wait") {
    await firm.advance(step.minutes * 60);
    await firm.drain();
  } else if (isOneOf(hubSteps, step)) await happenHere(firm, step, index);
  else if (isOneOf(ledgerSteps, step)) await happenThere(firm, step, index);
  else if (isOneOf(deskSteps, step)) await happenAtTheDesk(firm, step);
  else await happenToUs(firm, step);
}

import type { Violation } from "@tieout/testkit/checker";

/** The last line of a campaign. */
export interface CampaignResult {
  campaign: string;
  seed: number;
  /** Cells, kills or runs. */
  ran: number;
  /** Records that stand in QuickBooks twice, or again after somebody deleted them. */
  duplicates: number;
  /** Records that are on one side only, and nothing says why. */
  losses: number;
  /** Documents that do not come to the same, to the cent and the minute. */
  cents: number;
  /** Failures nobody can find. */
  unseen: number;
  /** The most cycles it took until one wrote nothing; null when three did not do somewhere. */
  cyclesToQuiet: number | null;
}

/** Adds up what a campaign finds. */
export interface Tally {
  add(name: string, outcome: { violations: readonly Violation[]; cyclesToQuiet: number | null; failures: readonly string[] }): void;
  result(): CampaignResult;
  /** Everything that broke the pass line. */
  failures(): readonly string[];
}

export function createTally(campaign: string, seed: number, say: (line: string) => void): Tally {
  const result: CampaignResult = { campaign, seed, ran: 0, duplicates: 0, losses: 0, cents: 0, unseen: 0, cyclesToQuiet: 0 };
  const failures: string[] = [];
  const columns = { "INV-1": "duplicates", "INV-9": "duplicates", "INV-2": "losses", "INV-3": "cents", "INV-4": "unseen" } as const;
  return {
    add(name, { violations, cyclesToQuiet, failures: broken }) {
      result.ran += 1;
      for (const { invariant } of violations) if (invariant in columns) result[columns[invariant as keyof typeof columns]] += 1;
      result.cyclesToQuiet = cyclesToQuiet === null || result.cyclesToQuiet === null ? null : Math.max(result.cyclesToQuiet, cyclesToQuiet);
      for (const failure of broken) {
        failures.push(`${name}: ${failure}`);
        say(`FAILED ${name}: ${failure}`);
      }
    },
    result: () => result,
    failures: () => failures,
  };
}

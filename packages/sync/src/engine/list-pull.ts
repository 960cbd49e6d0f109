import type { LedgerKind } from "@tieout/domain";

/** A list of the ledger that is kept in the mirror for others to refer to; nothing of it becomes a record here. */
export interface ListPull {
  name: string;
  kind: LedgerKind;
  /** `feed`: with every run, at no cost of its own · `daily`: read in full once a day, for the feed does not cover it. */
  timing: "feed" | "daily";
  /** Whether a plan looks at what moved in it. */
  isWatched: boolean;
}

export function defineListPull(pull: ListPull): ListPull {
  return pull;
}

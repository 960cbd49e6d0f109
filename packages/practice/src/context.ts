import type { Actor, Clock } from "@tieout/domain";
import type { Store } from "@tieout/store";

/** What every operation is given: where the records are, who asks, and what time it is. */
export interface PracticeContext {
  readonly store: Store;
  readonly actor: Actor;
  readonly clock: Clock;
}

import fc from "fast-check";
import { mortal } from "./mortal.js";
import type { SyncFixture } from "./sync-fixture.js";

const faultNames = ["reset-before-commit", "commit-then-reset", "html-503", "html-200", "internal-error", "gateway-504", "truncated", "auth-3200", "expire-mid-run", "throttle", "stale-token", "requestid-ignored"] as const;
const entities = ["Customer", "Invoice", "TimeActivity", "cdc"] as const;

/** What goes wrong. */
export type Trouble =
  | { do: "a fault"; name: (typeof faultNames)[number]; entity: (typeof entities)[number] }
  | { do: "the process dies"; moment: number }
  | { do: "the consent ends and is given anew" }
  | { do: "the clocks part"; minutes: number };

export const troubles: fc.Arbitrary<Trouble> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("a fault" as const), name: fc.constantFrom(...faultNames), entity: fc.constantFrom(...entities) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("the process dies" as const), moment: fc.integer({ min: 1, max: 80 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: "the consent ends and is given anew" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("the clocks part" as const), minutes: fc.constantFrom(-11, 11) }) },
);

export async function happenToUs(firm: SyncFixture, trouble: Trouble): Promise<void> {
  switch (trouble.do) {
    case "a fault":
      firm.emulator.arm({ name: trouble.name, when: trouble.entity === "cdc" ? { operation: "cdc" } : { entity: trouble.entity }, ...(trouble.name === "requestid-ignored" && { times: 1 }) });
      return;
    case "the process dies":
      await firm.syncMortally(mortal(firm.store, trouble.moment));
      return;
    case "the consent ends and is given anew":
      await firm.loseConnection();
      await firm.reconnect();
      return;
    case "the clocks part":
      await firm.partClocks(trouble.minutes * 60);
  }
}

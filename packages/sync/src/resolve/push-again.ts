import type { Agreement } from "../engine/flow.js";

/** Stands with what both sides agreed on: somebody wants our values in the ledger once more. It holds until they are there. */
const pushAgain = "pushAgain";

/** The base of a link whose record is sent again as it is here. */
export function agreedOnPushingAgain(agreed: Readonly<Record<string, unknown>>): Agreement {
  return { agreed, hubAgreed: { [pushAgain]: true } };
}

export function isToBePushedAgain({ hubAgreed }: { hubAgreed: Readonly<Record<string, unknown>> }): boolean {
  return hubAgreed[pushAgain] === true;
}

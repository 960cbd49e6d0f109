/**
 * The firm of the transaction, for statements that have no parameter for it. Every statement names its firm though row-level security hides
 * the others' rows: a role or a policy that is set wrongly must not be enough to show them. Found once a statement; without a firm nothing matches.
 */
export const thisFirm = "(select hub.current_firm())";

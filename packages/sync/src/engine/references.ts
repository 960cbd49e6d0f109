/** In a stored write: the id that the change it depends on will have in the ledger. */
export const ledgerIdOfDependency = "$dependency";

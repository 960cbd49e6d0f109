import type { apiKeysTexts } from "./api-keys.texts.js";

export type Scope = keyof typeof apiKeysTexts.scopes;

/** Scopes in the order they are offered, reading before writing. */
export const scopeGroups: Readonly<Record<keyof typeof apiKeysTexts.groups, readonly Scope[]>> = {
  records: ["CLIENTS_READ", "CLIENTS_WRITE", "MAPPING_READ", "MAPPING_WRITE"],
  time: ["TIME_READ", "TIME_WRITE"],
  invoices: ["INVOICES_READ", "INVOICES_WRITE"],
  sync: ["SYNC_READ", "SYNC_RUN", "CONNECTION_ADMIN", "AUDIT_READ"],
  firm: ["FIRM_READ", "FIRM_WRITE", "USERS_ADMIN"],
};

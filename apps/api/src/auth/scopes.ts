/** What an API key may do. A key has only the scopes it was given; people have roles instead. */
export const scopes = [
  "FIRM_READ",
  "FIRM_WRITE",
  "CLIENTS_READ",
  "CLIENTS_WRITE",
  "MAPPING_READ",
  "MAPPING_WRITE",
  "TIME_READ",
  "TIME_WRITE",
  "INVOICES_READ",
  "INVOICES_WRITE",
  "SYNC_READ",
  "SYNC_RUN",
  "CONNECTION_ADMIN",
  "USERS_ADMIN",
  "AUDIT_READ",
] as const;

export type Scope = (typeof scopes)[number];

export const auditFormats = ["csv", "jsonl"] as const;
export type AuditFormat = (typeof auditFormats)[number];

/** Where the whole audit trail is served, from the server's root. */
export function auditPath(format: AuditFormat): string {
  return `/audit.${format}`;
}

/** Roles of people in a firm, from most to least. */
export type Role = "admin" | "bookkeeper" | "approver" | "staff" | "viewer";

/** On whose word something happens; kept with every event. */
export interface Actor {
  readonly firmId: string;
  readonly kind: "person" | "api-key" | "schedule" | "webhook" | "system";
  /** The user's or key's id; the process's name for `schedule`, `webhook` and `system`. */
  readonly id: string;
  /** How the history names them. */
  readonly name: string;
}

import type { ProblemKind } from "@tieout/domain";
import { clientNotices } from "../resolve/client-notices.js";

/** Differences of tax. */
export const taxProblems: readonly ProblemKind[] = ["tax-missing", "tax-differs"];

/** Problems that a comparison found after a record went through: planning the record again says nothing about them. */
export const proofProblems: readonly ProblemKind[] = ["subtotal-differs", "changed-in-ledger", "voided-in-ledger", ...taxProblems];

/** Problems that stay when their record is planned again. */
export const keptWhenPlanned: readonly ProblemKind[] = [...proofProblems, ...clientNotices];

/** Problems that stay when a change of their record is applied: they are about something else. */
export const keptWhenApplied: readonly ProblemKind[] = [...keptWhenPlanned, "both-sides-changed", "clients-merged", "record-merged", "staff-rate-differs", "time-differs"];

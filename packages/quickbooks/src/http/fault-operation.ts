import type { LedgerWrite } from "@tieout/domain";
import type { FaultOperation } from "./fault-table.js";

/** Switching a record on or off is an update on the wire. */
export function faultOperation(operation: LedgerWrite["operation"]): FaultOperation {
  return operation === "deactivate" || operation === "reactivate" ? "update" : operation;
}

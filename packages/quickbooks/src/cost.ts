/**
 * Whether Intuit's partner programme counts a call against the month's quota ("CorePlus"): every read, query, change feed and
 * report, and POST /batch even when it only carries writes. Single writes are free ("Core"). A batch is assumed to count
 * once, not per item (qbo-protocol 14). Only answered calls count: faults are free.
 */
export function isMetered(call: { method: string; path: string; status: number }): boolean {
  if (call.status < 200 || call.status >= 300) return false;
  return call.method === "GET" || /^\/(query|batch|cdc)\b/.test(call.path);
}

import { linkOptions } from "@tanstack/react-router";

export const runsUrl = linkOptions({ to: "/runs", search: {} });
/** A call to QuickBooks, opened beside the calls of its run. */
export const callUrl = (runId: string, call: string) => linkOptions({ to: "/runs/$runId", params: { runId }, search: { tab: "calls", call } });
export const callsOutsideRunsUrl = linkOptions({ to: "/runs/outside", search: {} });
/** A call opened beside those that belong to no run. */
export const callOutsideRunsUrl = (call: string) => linkOptions({ to: "/runs/outside", search: { call } });
export const runUrl = (runId: string) => linkOptions({ to: "/runs/$runId", params: { runId }, search: {} });

import { linkOptions } from "@tanstack/react-router";

export const runsUrl = linkOptions({ to: "/runs", search: {} });
export const runUrl = (runId: string) => linkOptions({ to: "/runs/$runId", params: { runId }, search: {} });

import { getRouteApi, linkOptions } from "@tanstack/react-router";

const route = getRouteApi("/shell/runs/$runId");

/** Where a call is open on the run's page as it stands. */
export function useCallUrl() {
  const { runId } = route.useParams();
  const search = route.useSearch();
  return (call: string) => linkOptions({ to: "/runs/$runId", params: { runId }, search: { ...search, call } });
}

import { useQuery } from "urql";
import { graphql } from "./graphql.js";

const staffOptionsQuery = graphql(`query StaffOptions { staff(first: 100, isActive: true) { nodes { id displayName } } }`);

/** The active staff, as choices; none while `isPaused`. */
export function useStaffOptions(isPaused = false): readonly { readonly value: string; readonly label: string }[] {
  const [{ data }] = useQuery({ query: staffOptionsQuery, pause: isPaused });
  return data?.staff.nodes.map((each) => ({ value: each.id, label: each.displayName })) ?? [];
}

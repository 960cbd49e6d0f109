import type { Client } from "@urql/core";
import { useMemo } from "react";
import { useQuery } from "urql";
import { graphql, type ResultOf } from "./graphql.js";

export const viewerQuery = graphql(`
  query Viewer {
    setupState { needsFirstAdmin environment isDemo version }
    viewer {
      id name email role may hasTwoFactor
      staffMember { id }
      firm { id name timeZone homeCurrency today }
    }
  }
`);

export type Viewer = NonNullable<ResultOf<typeof viewerQuery>["viewer"]>;
export type Role = Viewer["role"];

/** Who is signed in, from the cache when it is known; `isFresh` asks the server, after signing in. Throws when the API cannot be reached. */
export async function fetchViewer(client: Client, isFresh = false): Promise<{ viewer: Viewer | null; needsFirstAdmin: boolean }> {
  const { data, error } = await client.query(viewerQuery, {}, { requestPolicy: isFresh ? "network-only" : "cache-first" }).toPromise();
  if (!data) throw error ?? new Error("The server gave no answer.");
  return { viewer: data.viewer, needsFirstAdmin: data.setupState.needsFirstAdmin };
}

/** The signed-in person; only inside the shell, which is not shown without one. */
export function useViewer(): Viewer {
  const [{ data }] = useQuery({ query: viewerQuery });
  if (!data?.viewer) throw new Error("useViewer outside the shell");
  return data.viewer;
}

/** Whether this person may see what the firm earns and owes. A query asks for such fields only then: the API refuses the whole answer otherwise. */
export function useSeesMoney(): boolean {
  return useMay("invoices");
}

/** For `useSubscription`: live events are shared among the windows of this person in this firm, and with nobody else. */
export function useLiveContext(): { readonly audience: string } {
  const { id, role, firm } = useViewer();
  return useMemo(() => ({ audience: `${firm.id} ${id} ${role}` }), [firm.id, id, role]);
}

/** Whether this person may call a root field of the API, so that a control can say what is missing instead of failing. */
export function useMay(field: string): boolean {
  return useViewer().may.includes(field);
}

import { useEffect, useState } from "react";
import { useClient, type CombinedError } from "urql";
import { unbilledEntriesQuery, type UnbilledEntry } from "./invoice-queries.js";

interface UnbilledEntries {
  /** Undefined until all of them are here: an invoice is never made of the first page only. */
  readonly entries: readonly UnbilledEntry[] | undefined;
  readonly error: CombinedError | undefined;
  readonly retry: () => void;
}

/** Every submitted or approved billable entry of a client up to a day that no invoice carries, page after page. */
export function useUnbilledEntries(clientId: string, until: string): UnbilledEntries {
  const client = useClient();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<Pick<UnbilledEntries, "entries" | "error">>({ entries: undefined, error: undefined });
  useEffect(() => {
    let isCurrent = true;
    const filter = { clientIds: [clientId], statuses: ["SUBMITTED" as const, "APPROVED" as const], isBillable: true, isInvoiced: false, to: until };
    const read = async () => {
      const all: UnbilledEntry[] = [];
      let after: string | null = null;
      do {
        const { data, error }: { data?: { timeEntries: { nodes: UnbilledEntry[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } } | undefined; error?: CombinedError | undefined } =
          await client.query(unbilledEntriesQuery, { after, filter }, { requestPolicy: "network-only" }).toPromise();
        if (!isCurrent) return;
        if (!data) return setState({ entries: undefined, error });
        all.push(...data.timeEntries.nodes);
        after = data.timeEntries.pageInfo.hasNextPage ? data.timeEntries.pageInfo.endCursor : null;
      } while (after);
      setState({ entries: all, error: undefined });
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [client, clientId, until, attempt]);
  return { ...state, retry: () => setAttempt((before) => before + 1) };
}

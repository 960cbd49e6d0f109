import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "./graphql.js";
import { storedChoice } from "./stored.js";

const clientOptionsQuery = graphql(`
  query ClientOptions($filter: ClientFilter!) {
    clients(first: 20, filter: $filter) { nodes { id displayName isTaxable sites { id name isActive } } }
  }
`);

export interface ClientOption {
  readonly value: string;
  readonly label: string;
}

const kept = storedChoice("recent-clients");

function recentClients(): readonly ClientOption[] {
  try {
    const list: unknown = JSON.parse(kept.get() ?? "[]");
    return Array.isArray(list) ? list.filter((each): each is ClientOption => typeof each?.value === "string" && typeof each?.label === "string") : [];
  } catch {
    return [];
  }
}

/** Puts a client at the head of those used last in this browser. */
export function rememberClient(option: ClientOption): void {
  kept.set(JSON.stringify([option, ...recentClients().filter((each) => each.value !== option.value)].slice(0, 6)));
}

/** Clients for a picker: those used last first, then what fits the text; and the sites of a chosen one. */
export function useClientOptions() {
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [{ data, fetching }] = useQuery({ query: clientOptionsQuery, variables: { filter: { isActive: true, ...(asked ? { search: asked } : {}) } } });
  const found = (data?.clients.nodes ?? []).map((client) => ({ value: client.id, label: client.displayName }));
  const recent = asked ? [] : recentClients();
  return {
    search: setText,
    isSearching: fetching,
    options: [...recent, ...found.filter((option) => !recent.some((each) => each.value === option.value))] as readonly ClientOption[],
  };
}

const clientSitesQuery = graphql(`query ClientSites($id: ID!) { client(id: $id) { id isTaxable sites { id name isActive } } }`);

/** The active sites of a client, as choices; none while no client is chosen. */
export function useSiteOptions(clientId: string | null): readonly ClientOption[] {
  const [{ data }] = useQuery({ query: clientSitesQuery, variables: { id: clientId ?? "" }, pause: clientId === null });
  if (clientId === null || data?.client?.id !== clientId) return [];
  return data.client.sites.filter((site) => site.isActive).map((site) => ({ value: site.id, label: site.name }));
}

/** One request of a load: what is sent, and how to read what comes back. */
export interface ReadRequest {
  method: "GET" | "POST";
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** A client as every stack answers it; `id` is the stack's own. */
export interface ReadClient {
  id: string;
  displayName: string;
  email: string;
  phone: string;
  currency: string;
  isActive: boolean;
  version: number;
  invoices?: { number: string; issuedOn: string; total: string }[];
}

export const readScenarios = ["read-50-clients", "read-50-clients-5-invoices", "read-1-client", "read-1000-clients"] as const;
export type ReadScenario = (typeof readScenarios)[number];

/** A server that answers the read scenarios, in a process of its own. */
export interface Stack {
  name: "floor" | "postgraphile" | "tieout";
  url: string;
  pid: number;
  /** The request of a scenario. Made once, before the load; it may ask the server for ids and cursors first. */
  request(scenario: ReadScenario): Promise<ReadRequest>;
  /** The clients in an answer. Throws when the answer carries errors. */
  clients(body: unknown): ReadClient[];
}

/** A record as QuickBooks' own bookkeeper sees it; the members a journey asks about. */
export interface QuickBooksRecord {
  Id: string;
  DisplayName?: string;
  FullyQualifiedName?: string;
  Name?: string;
  Active?: boolean;
  Description?: string;
  DocNumber?: string;
  TotalAmt?: number;
  CustomerRef?: { value: string; name?: string };
  ItemRef?: { value: string; name?: string };
  EmployeeRef?: { value: string };
  BillableStatus?: string;
  Hours?: number;
  Minutes?: number;
  TxnDate?: string;
  Line?: { Amount?: number; DetailType?: string; SalesItemLineDetail?: { ItemRef?: { value: string; name?: string } } }[];
  PrimaryEmailAddr?: { Address: string };
}

/** The firm's company in the emulator, seen past the product: what is really there, and what a person does there. */
export interface QuickBooksCompany {
  name: string;
  realmId: string;
  records(entity: string): Promise<QuickBooksRecord[]>;
  record(entity: string, id: string): Promise<QuickBooksRecord>;
  create(entity: string, body: object): Promise<QuickBooksRecord>;
  change(entity: string, id: string, body: object): Promise<void>;
  /** The person disconnects the app. */
  revoke(): Promise<void>;
  /** Requests that changed something, oldest first. */
  writes(): Promise<{ method: string; path: string }[]>;
}

export const companyName = "Larkspur & Whitfield Books";

export async function quickBooksCompany(emulatorUrl: string): Promise<QuickBooksCompany> {
  const call = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${emulatorUrl}/_emulator/${path}`, { method, headers: { "content-type": "application/json" }, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    if (!response.ok) throw new Error(`The emulator refused ${method} ${path}: ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Answer;
  };
  const { companies } = await call<{ companies: { realmId: string; name: string }[] }>("GET", "state");
  const realmId = companies.find(({ name }) => name === companyName)?.realmId;
  if (!realmId) throw new Error(`The emulator has no company ${companyName}.`);
  const records = `companies/${realmId}/records`;
  return {
    name: companyName,
    realmId,
    records: (entity) => call("GET", `${records}/${entity}`),
    record: (entity, id) => call("GET", `${records}/${entity}/${id}`),
    create: (entity, body) => call("POST", `${records}/${entity}`, body),
    change: (entity, id, body) => call("PATCH", `${records}/${entity}/${id}`, body),
    revoke: () => call("POST", `companies/${realmId}/revoke`),
    async writes() {
      const journal = await call<{ method: string; path: string }[]>("GET", `journal?realmId=${realmId}`);
      return journal.filter(({ method, path }) => method === "POST" && !path.endsWith("/query"));
    },
  };
}

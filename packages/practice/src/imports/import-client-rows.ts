import { type Actor, type Address, Client, clientNameFromText, Firm, HubError, Site } from "@tieout/domain";
import { clientsByNormalizedName, type FirmSession, type ImportRecord, nextClientRows, type ReadyClientRow, type RowOutcome, settleImportRows } from "@tieout/store";
import { z } from "zod";
import { createdEvent, keepEvents } from "../history.js";
import { findRecord } from "../operate.js";

const clientContent = z.object({
  name: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  company: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  mobile: z.string().optional(),
  currency: z.string().optional(),
  address: z.object({ street: z.string(), city: z.string(), state: z.string(), zip: z.string(), country: z.string() }).partial().default({}),
});

/** Makes clients, then sites, of the next ready rows; how many rows were settled. */
export async function importClientRows(session: FirmSession, actor: Actor, record: ImportRecord, size: number): Promise<number> {
  const rows = await nextClientRows(session, record.id, size);
  if (rows.length === 0) return 0;
  const firm = await findRecord(session, Firm, session.firmId, "firm");
  const parents = await clientsByNormalizedName(session, rows.flatMap((row) => row.parentKey ?? []));
  const made = rows.map((row) => ({ row, ...makeRecord(session.firmId, firm.homeCurrency, row, parents) }));
  const records = made.map(({ made: each }) => each).filter((each) => each !== null);
  await session.em.persist<object>(records).flush();
  const outcomes = made.map(({ row, made: each, refusal }): RowOutcome => {
    if (each) return { line: row.line, verdict: "imported", recordId: each.id };
    return { line: row.line, verdict: "refused", reasons: [{ field: refusal?.field[0] ?? "row", code: "rule", message: refusal?.message ?? "" }] };
  });
  await settleImportRows(session, record.id, outcomes);
  await keepEvents(session, actor, records.map((each) => createdEvent(each instanceof Client ? "client" : "site", each)));
  return rows.length;
}

function makeRecord(firmId: string, homeCurrency: string, { content, parentKey }: ReadyClientRow, parents: ReadonlyMap<string, string>): { made: Client | Site | null; refusal?: HubError } {
  try {
    const row = clientContent.parse(content);
    return { made: parentKey === null ? makeClient(firmId, homeCurrency, row) : makeSite(firmId, parents.get(parentKey) ?? null, row) };
  } catch (error) {
    if (error instanceof HubError) return { made: null, refusal: error };
    throw error;
  }
}

function makeClient(firmId: string, homeCurrency: string, row: z.output<typeof clientContent>): Client {
  const name = clientNameFromText(row.name, { givenName: row.firstName, familyName: row.lastName });
  const company = row.company && row.company !== row.name ? row.company : null;
  return new Client(firmId, {
    ...name,
    ...addressOf(row),
    email: row.email ?? null,
    phone: row.phone ?? row.mobile ?? null,
    currency: row.currency ?? homeCurrency,
    notes: company === null ? null : `Company: ${company}`,
  });
}

function makeSite(firmId: string, clientId: string | null, row: z.output<typeof clientContent>): Site {
  if (clientId === null) throw new HubError("CONFLICT", "The client of this site was not imported. Import it first.", ["parent"]);
  return new Site(firmId, clientId, { name: row.name, ...addressOf(row) });
}

function addressOf({ address }: z.output<typeof clientContent>): Address {
  const [line1, ...more] = (address.street ?? "").split(/\r?\n/).filter((line) => line.trim() !== "");
  return {
    addressLine1: line1 ?? null,
    addressLine2: more.length > 0 ? more.join(", ") : null,
    city: address.city ?? null,
    state: address.state ?? null,
    postalCode: address.zip ?? null,
    country: address.country ?? null,
  };
}

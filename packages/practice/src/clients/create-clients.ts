import { type Actor, Client, Firm } from "@tieout/domain";
import type { FirmSession } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { address, text } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";

export const clientFields = {
  kind: z.enum(["individual", "couple", "business"]),
  firstName: text,
  lastName: text,
  suffix: text,
  partnerFirstName: text,
  partnerLastName: text,
  partnerSuffix: text,
  businessName: text,
  email: text,
  phone: text,
  ...address,
  /** The firm's home currency when absent. */
  currency: z.string().optional(),
  termsDays: z.int().nullish(),
  isTaxable: z.boolean().optional(),
  notes: text,
};
const createClientInput = z.object(clientFields);
const createClientsInput = z.object({ clients: z.array(createClientInput) });

export type CreateClientInput = z.input<typeof createClientInput>;

/** Takes on one client. Throws `INVALID` with the rule when the name, an address part or the e-mail cannot be. */
export async function createClient(context: PracticeContext, input: CreateClientInput): Promise<Client> {
  const [client] = await createClients(context, { clients: [checkInput(createClientInput, input)] });
  return client as Client;
}

/** Takes on many clients at once; all or none. */
export async function createClients(context: PracticeContext, input: z.input<typeof createClientsInput>): Promise<Client[]> {
  const { clients } = checkInput(createClientsInput, input);
  return operate(context, async (session) => {
    const firm = await findRecord(session, Firm, session.firmId, "firm");
    const created = clients.map((details) => new Client(session.firmId, { ...details, currency: details.currency ?? firm.homeCurrency }));
    return takeOnClients(session, context.actor, created);
  });
}

/** Writes new clients with the beginning of their history. */
export async function takeOnClients(session: FirmSession, actor: Actor, clients: Client[]): Promise<Client[]> {
  await session.em.persist(clients).flush();
  await keepEvents(session, actor, clients.map((client) => createdEvent("client", client)));
  return clients;
}


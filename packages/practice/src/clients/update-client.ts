import { Client, HubError } from "@tieout/domain";
import { hasDocuments } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { id, version } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";
import { clientFields } from "./create-clients.js";

const updateClientInput = z.object({ ...clientFields, id, version, kind: clientFields.kind.optional() });

/** Changes what is named, leaves what is absent, clears what is null. The currency stays once the client has time or invoices. */
export async function updateClient(context: PracticeContext, input: z.input<typeof updateClientInput>): Promise<Client> {
  const { id, version, ...changes } = checkInput(updateClientInput, input);
  return operate(context, async (session) => {
    const client = await findRecord(session, Client, id, "client", { version });
    if (changes.currency !== undefined && changes.currency !== client.currency && (await hasDocuments(session, client.id))) {
      throw new HubError("CONFLICT", `${client.displayName} has time or invoices in ${client.currency}. Take on a second client for ${changes.currency}.`, ["currency"]);
    }
    await keepEvents(session, context.actor, [changeEvent("client", client, "updated", () => client.update(changes))]);
    return client;
  });
}

import { Client } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { changeEvent, keepEvents } from "../history.js";
import { id, version } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";

const clientStateInput = z.object({ id, version });

/** Takes a client out of every list where work is entered; nothing of its history goes. */
export async function deactivateClient(context: PracticeContext, input: z.input<typeof clientStateInput>): Promise<Client> {
  return setState(context, input, "deactivated", (client) => client.deactivate());
}

/** Undoes `deactivateClient`. */
export async function reactivateClient(context: PracticeContext, input: z.input<typeof clientStateInput>): Promise<Client> {
  return setState(context, input, "reactivated", (client) => client.reactivate());
}

async function setState(context: PracticeContext, input: z.input<typeof clientStateInput>, action: string, change: (client: Client) => void): Promise<Client> {
  const { id, version } = checkInput(clientStateInput, input);
  return operate(context, async (session) => {
    const client = await findRecord(session, Client, id, "client", { version });
    await keepEvents(session, context.actor, [changeEvent("client", client, action, () => change(client))]);
    return client;
  });
}

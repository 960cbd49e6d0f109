import { Client, Site } from "@tieout/domain";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { createdEvent, keepEvents } from "../history.js";
import { address, id } from "../inputs.js";
import { checkInput, findRecord, operate } from "../operate.js";

export const siteFields = { name: z.string(), ...address };
const createSiteInput = z.object({ clientId: id, ...siteFields });

/** Adds a site to a client. Throws `CONFLICT` when the client has one of that name. */
export async function createSite(context: PracticeContext, input: z.input<typeof createSiteInput>): Promise<Site> {
  const { clientId, ...details } = checkInput(createSiteInput, input);
  return operate(context, async (session) => {
    const client = await findRecord(session, Client, clientId, "client", { field: ["clientId"] });
    const site = new Site(session.firmId, client.id, details);
    await session.em.persist(site).flush();
    await keepEvents(session, context.actor, [createdEvent("site", site)]);
    return site;
  });
}

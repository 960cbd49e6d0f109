import { createHash, randomBytes } from "node:crypto";
import { HubError } from "@tieout/domain";
import { currentConnection, saveOauthState } from "@tieout/store";
import { z } from "zod";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";

const Input = z.object({
  /** The browser session that asks; only it may return. */
  sessionId: z.string().min(1),
  /** Where the person goes afterwards; a path of ours, never another site. */
  returnPath: z.string().regex(/^\/(?!\/)[\w\-/?=&.]*$/, "Give a path on this site, for example /settings/quickbooks.").default("/settings/quickbooks"),
  /** Renews a connection that works, before its sign-in ends. */
  isReconnect: z.boolean().default(false),
});

/**
 * Starts a connection: makes the one-time state that Intuit sends back (R1). Nothing is connected yet.
 * @returns the state to put into the authorisation address.
 * @throws HubError `CONFLICT` while a healthy connection exists, unless it is to be renewed.
 */
export async function beginConnection({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<{ state: string }> {
  const { sessionId, returnPath, isReconnect } = checkInput(Input, input);
  const state = randomBytes(32).toString("base64url");
  await store.withFirm(actor.firmId, async (session) => {
    const connection = await currentConnection(session);
    if (!isReconnect && connection && ["ready", "enabled", "paused"].includes(connection.state)) {
      throw new HubError("CONFLICT", `QuickBooks is already connected to ${connection.companyName}. Disconnect it first.`);
    }
    await saveOauthState(session, sha256(state), { userId: actor.id, sessionHash: sha256(sessionId), returnPath });
  });
  return { state };
}

/** What the database keeps of a state and a session: useless to whoever reads it there. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64url");
}

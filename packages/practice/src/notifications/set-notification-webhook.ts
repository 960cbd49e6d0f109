import { randomBytes } from "node:crypto";
import { insertRecordEvent, notificationSettings, saveNotificationWebhook, type Vault } from "@tieout/store";
import type { PracticeContext } from "../context.js";

/**
 * Where the firm's programs hear what people are told; null: nowhere. Every address gets a secret of its own (Standard Webhooks: `whsec_`
 * and 32 bytes in base64), sealed here.
 * @param url checked by the caller: what may be reached is a matter of the installation.
 * @returns the secret, which is shown once; null when the webhook was removed.
 */
export async function setNotificationWebhook({ store, actor, vault }: PracticeContext & { vault: Vault }, url: string | null): Promise<string | null> {
  const secret = url === null ? null : `whsec_${randomBytes(32).toString("base64")}`;
  await store.withFirm(actor.firmId, async (session) => {
    const { webhookUrl: before } = await notificationSettings(session);
    await saveNotificationWebhook(session, url === null || secret === null ? null : { url, secretCipher: vault.seal(secret, actor.firmId) });
    await insertRecordEvent(session, actor, { kind: "firm", recordId: actor.firmId, action: "notifications-changed", changes: [{ path: "webhook", before: hostOf(before), after: hostOf(url) }] });
  });
  return secret;
}

/** What of an address is kept in the history: a path or a query may be a secret. */
function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).host;
}

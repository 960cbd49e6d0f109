import type { FirmSession } from "../orm.js";

/** What a firm is told of, and where its programs hear it. */
export interface NotificationSettings {
  /** Nothing synced for so many hours is told; 0 never. */
  silentHours: number;
  webhookUrl: string | null;
  /** Sealed for the firm. */
  webhookSecretCipher: string | null;
}

const defaultSilentHours = 24;

export async function notificationSettings(session: FirmSession): Promise<NotificationSettings> {
  const rows = await session.query<NotificationSettings>(
    'select silent_hours as "silentHours", webhook_url as "webhookUrl", webhook_secret_cipher as "webhookSecretCipher" from hub.notification_settings where firm_id = $1',
    [session.firmId],
  );
  return rows[0] ?? { silentHours: defaultSilentHours, webhookUrl: null, webhookSecretCipher: null };
}

export async function saveSilentHours(session: FirmSession, hours: number): Promise<void> {
  await session.query(
    "insert into hub.notification_settings (firm_id, silent_hours) values ($1, $2) on conflict (firm_id) do update set silent_hours = excluded.silent_hours",
    [session.firmId, hours],
  );
}

/** Where the firm's programs hear it from now on; null: nowhere. */
export async function saveNotificationWebhook(session: FirmSession, webhook: { url: string; secretCipher: string } | null): Promise<void> {
  await session.query(
    `insert into hub.notification_settings (firm_id, silent_hours, webhook_url, webhook_secret_cipher) values ($1, ${defaultSilentHours}, $2, $3)
     on conflict (firm_id) do update set webhook_url = excluded.webhook_url, webhook_secret_cipher = excluded.webhook_secret_cipher`,
    [session.firmId, webhook?.url ?? null, webhook?.secretCipher ?? null],
  );
}

/** Who said whether they want mail, by user. */
export async function mailChoices(session: FirmSession): Promise<ReadonlyMap<string, boolean>> {
  const rows = await session.query<{ userId: string; isMailed: boolean }>('select user_id as "userId", is_mailed as "isMailed" from hub.notification_choice where firm_id = $1', [session.firmId]);
  return new Map(rows.map(({ userId, isMailed }) => [userId, isMailed]));
}

export async function saveMailChoice(session: FirmSession, userId: string, isMailed: boolean): Promise<void> {
  await session.query(
    "insert into hub.notification_choice (firm_id, user_id, is_mailed) values ($1, $2, $3) on conflict (firm_id, user_id) do update set is_mailed = excluded.is_mailed",
    [session.firmId, userId, isMailed],
  );
}

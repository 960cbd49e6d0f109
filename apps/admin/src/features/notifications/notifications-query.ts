import { graphql, type ResultOf } from "../../lib/graphql.js";

export const settingsFragment = graphql(`
  fragment Notifications_settings on NotificationSettings @_unmask {
    silentHours hasMail webhookUrl
    people { userId name email role isMailed isViewer }
    deliveries { title happenedAt channel to state attempts dueAt settledAt failure }
  }
`);

export const notificationsQuery = graphql(`query Notifications { notificationSettings { ...Notifications_settings } }`, [settingsFragment]);

export type NotificationSettings = ResultOf<typeof settingsFragment>;

export const chooseMailMutation = graphql(`mutation ChooseMail($input: ChooseMailInput!) { chooseMail(input: $input) { userErrors { code field message } } }`);
export const saveSettingsMutation = graphql(`mutation SaveNotificationSettings($input: SaveNotificationSettingsInput!) { saveNotificationSettings(input: $input) { userErrors { code field message } } }`);
export const setWebhookMutation = graphql(`mutation SetNotificationWebhook($input: SetNotificationWebhookInput!) { setNotificationWebhook(input: $input) { secret userErrors { code field message } } }`);
export const sendTestMutation = graphql(`mutation SendTestNotification($input: SendTestNotificationInput!) { sendTestNotification(input: $input) { userErrors { code field message } } }`);

import { Field, ID, InputType, Int } from "type-graphql";
import { enumType, RoleEnum } from "../shared/enums.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

export const NotificationChannelEnum = enumType("NotificationChannel", ["mail", "webhook"]);
const DeliveryStateEnum = enumType("DeliveryState", ["waiting", "delivered", "failed", "superseded"]);

@View("NotifiedPerson", { description: "Somebody who can do something about the connection, and whether mail tells them what happens to it." })
export class NotifiedPersonType {
  @Field(() => ID)
  userId: string;
  @Field(() => String)
  name: string;
  @Field(() => String)
  email: string;
  @Field(() => RoleEnum)
  role: string;
  @Field(() => Boolean, { description: "Mail comes at once, at most one an hour on one cause." })
  isMailed: boolean;
  @Field(() => Boolean, { description: "The person who asks." })
  isViewer: boolean;
}

@View("NotificationDelivery", { description: "One way something was told." })
export class NotificationDeliveryType {
  @Field(() => String, { description: "What was told, in a few words." })
  title: string;
  @Field(() => DateTimeScalar, { description: "When it happened." })
  happenedAt: string;
  @Field(() => NotificationChannelEnum)
  channel: string;
  @Field(() => String, { nullable: true, description: "Whose mailbox; null for the webhook, and for who left the firm." })
  to: string | null;
  @Field(() => DeliveryStateEnum)
  state: string;
  @Field(() => Int, { description: "How often it was tried." })
  attempts: number;
  @Field(() => DateTimeScalar, { nullable: true, description: "When it is tried next; of what waits." })
  dueAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true, description: "When it arrived, or was given up." })
  settledAt: string | null;
  @Field(() => String, { nullable: true, description: "Why the last attempt failed." })
  failure: string | null;
}

@View("NotificationSettings", { description: "Who and what is told when the connection breaks, nothing is synced, or something ends soon." })
export class NotificationSettingsType {
  @Field(() => Int, { description: "Nothing synced for so many hours is told; 0 never." })
  silentHours: number;
  @Field(() => Boolean, { description: "False while the installation has no mail server; then nobody gets mail." })
  hasMail: boolean;
  @Field(() => String, { nullable: true, description: "Where a program of the firm hears it." })
  webhookUrl: string | null;
  @Field(() => [NotifiedPersonType], { description: "Administrators see everybody who can be told; others themselves." })
  people: NotifiedPersonType[];
  @Field(() => [NotificationDeliveryType], { description: "The newest first, at most 30; kept for 90 days. For administrators." })
  deliveries: NotificationDeliveryType[];
}

@InputType("SaveNotificationSettingsInput")
export class SaveNotificationSettingsInput {
  @Field(() => Int, { description: "1 to 720; 0 for never." })
  silentHours: number;
}

@InputType("ChooseMailInput")
export class ChooseMailInput {
  @Field(() => ID, { nullable: true, description: "For whom: administrators for anybody, others for themselves, which is also meant when it is left out." })
  userId?: string | null;
  @Field(() => Boolean)
  isMailed: boolean;
}

@InputType("SetNotificationWebhookInput")
export class SetNotificationWebhookInput {
  @Field(() => String, { nullable: true, description: "An https address; null removes the webhook. Setting the same address again makes a new secret." })
  url?: string | null;
}

@InputType("SendTestNotificationInput")
export class SendTestNotificationInput {
  @Field(() => NotificationChannelEnum, { description: "Mail goes to whoever asks." })
  channel: "mail" | "webhook";
}

@View("NotificationSettingsPayload")
export class NotificationSettingsPayload extends Payload {
  @Field(() => NotificationSettingsType, { nullable: true, description: "The settings as they are now." })
  notificationSettings?: object | null;
}

@View("SetNotificationWebhookPayload")
export class SetNotificationWebhookPayload extends NotificationSettingsPayload {
  @Field(() => String, { nullable: true, description: "What deliveries are signed with. Shown once." })
  secret?: string | null;
}

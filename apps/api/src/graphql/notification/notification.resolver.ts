import { describeNotification, HubError } from "@tieout/domain";
import { chooseMail, saveSilentHours, setNotificationWebhook } from "@tieout/practice";
import { insertTestNotification, listDeliveries, mailChoices, notificationSettings, readFirm, type Addressee } from "@tieout/store";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { listMembers } from "../../auth/members.js";
import { isMailed, toldRoles } from "../../notifications/addressees.js";
import { webhookTarget } from "../../notifications/webhook-target.js";
import { Access, admins, bookkeepers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { encodeId, keyOf } from "../shared/global-id.js";
import { answer } from "../shared/user-error.js";
import {
  ChooseMailInput, NotificationSettingsPayload, NotificationSettingsType, SaveNotificationSettingsInput, SendTestNotificationInput, SetNotificationWebhookInput, SetNotificationWebhookPayload,
} from "./notification.type.js";

/** Deliveries shown. */
const shown = 30;

@Resolver(() => NotificationSettingsType)
export class NotificationResolver {
  @Access({ roles: bookkeepers, scopes: [] })
  @Query(() => NotificationSettingsType)
  notificationSettings(@Ctx() context: Context): Promise<NotificationSettingsType> {
    return settingsOf(context);
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => NotificationSettingsPayload)
  saveNotificationSettings(@Arg("input", () => SaveNotificationSettingsInput) input: SaveNotificationSettingsInput, @Ctx() context: Context): Promise<NotificationSettingsPayload> {
    return change(context, () => saveSilentHours(context.practice, input));
  }

  @Access({ roles: bookkeepers, scopes: [] })
  @Mutation(() => NotificationSettingsPayload)
  chooseMail(@Arg("input", () => ChooseMailInput) { userId, isMailed: isWanted }: ChooseMailInput, @Ctx() context: Context): Promise<NotificationSettingsPayload> {
    return change(context, async () => {
      const { app, person, practice } = context;
      const id = userId ? keyOf("User", userId, ["input", "userId"]) : person.id;
      if (id !== person.id && person.role !== "admin") throw new HubError("NOT_ALLOWED", "Only an administrator may choose for somebody else.", ["input", "userId"]);
      const member = (await listMembers(app.auth, person.firmId)).find((each) => each.userId === id && toldRoles.includes(each.role));
      if (!member) throw new HubError("NOT_FOUND", "There is nobody like this among the firm's administrators and bookkeepers.", ["input", "userId"]);
      await chooseMail(practice, member, isWanted);
    });
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => SetNotificationWebhookPayload)
  setNotificationWebhook(@Arg("input", () => SetNotificationWebhookInput) { url }: SetNotificationWebhookInput, @Ctx() context: Context): Promise<SetNotificationWebhookPayload> {
    return answer<SetNotificationWebhookPayload>(async () => {
      const { app, practice } = context;
      const target = url ? webhookTarget(url, app.config.allowsPrivateWebhooks) : null;
      if (target && "problem" in target) throw new HubError("INVALID", target.problem, ["input", "url"]);
      const secret = await setNotificationWebhook({ ...practice, vault: app.vault }, target?.url ?? null);
      return { notificationSettings: await settingsOf(context), secret };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: [] })
  @Mutation(() => NotificationSettingsPayload, { description: "Sends a test at once: to whoever asks, or, for administrators, to the webhook. How it went stands among the deliveries." })
  sendTestNotification(@Arg("input", () => SendTestNotificationInput) { channel }: SendTestNotificationInput, @Ctx() context: Context): Promise<NotificationSettingsPayload> {
    return change(context, async () => {
      const { app, person, read } = context;
      await read(async (session) => {
        refuseNowhere(channel, person.role === "admin", app.notifier.hasMail, (await notificationSettings(session)).webhookUrl);
        const addressee: Addressee = { channel, userId: channel === "mail" ? person.id : null };
        await insertTestNotification(session, addressee);
      });
      await app.notifier.deliver(person.firmId);
    });
  }
}

function refuseNowhere(channel: "mail" | "webhook", isAdmin: boolean, hasMail: boolean, webhookUrl: string | null): void {
  if (channel === "mail" && !hasMail) throw new HubError("CONFLICT", "This installation has no mail server yet. Whoever runs it sets SMTP_URL and MAIL_FROM.");
  if (channel === "webhook" && !isAdmin) throw new HubError("NOT_ALLOWED", "Only an administrator may test the webhook.");
  if (channel === "webhook" && webhookUrl === null) throw new HubError("CONFLICT", "There is no webhook to test. Save its address first.");
}

async function settingsOf({ app, person, read }: Context): Promise<NotificationSettingsType> {
  const members = (await listMembers(app.auth, person.firmId)).filter(({ role }) => toldRoles.includes(role));
  const nameOf = new Map(members.map(({ userId, name }) => [userId, name]));
  const isAdmin = person.role === "admin";
  return read(async (session) => {
    const { silentHours, webhookUrl } = await notificationSettings(session);
    const choices = await mailChoices(session);
    const { timeZone } = await readFirm(session);
    return {
      silentHours,
      webhookUrl: isAdmin ? webhookUrl : null,
      hasMail: app.notifier.hasMail,
      people: members
        .filter(({ userId }) => isAdmin || userId === person.id)
        .map((member) => ({ userId: encodeId("User", member.userId), name: member.name, email: member.email, role: member.role, isMailed: isMailed(member, choices), isViewer: member.userId === person.id })),
      deliveries: (isAdmin ? await listDeliveries(session, shown) : []).map(({ kind, facts, userId, ...delivery }) => ({
        ...delivery, title: describeNotification(kind, facts, timeZone).title, to: (userId !== null && nameOf.get(userId)) || null,
      })),
    };
  });
}

function change(context: Context, work: () => Promise<unknown>): Promise<NotificationSettingsPayload> {
  return answer<NotificationSettingsPayload>(async () => {
    await work();
    return { notificationSettings: await settingsOf(context) };
  }, {});
}

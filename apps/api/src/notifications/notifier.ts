import { mailVerdict, retrySeconds, type Clock } from "@tieout/domain";
import {
  dueDeliveries, firmsToTell, leaseDelivery, mailChoices, notificationSettings, readFirm, settleDelivery, tellFirm,
  type DeliveryOutcome, type LeasedDelivery, type Store, type Vault,
} from "@tieout/store";
import { watchConnections } from "@tieout/sync";
import type { Logger } from "pino";
import type { Auth } from "../auth/auth.js";
import { listMembers } from "../auth/members.js";
import type { ApiConfig } from "../config.js";
import { addresseesOf } from "./addressees.js";
import { composeMail } from "./compose-mail.js";
import { DeliveryFailure } from "./delivery-failure.js";
import { createMailSender } from "./mail-sender.js";
import { sendWebhook } from "./webhook-sender.js";

/** Tells people and programs what happened to a firm's connection. Any number of processes may do it at once. */
export interface Notifier {
  /** Mail can be sent. */
  readonly hasMail: boolean;
  /** Looks what has to be told, and tells it. */
  tick(): Promise<void>;
  /** Sends what is written down and due; of one firm, or of all. */
  deliver(firmId?: string): Promise<void>;
}

export interface NotifierOptions {
  config: Pick<ApiConfig, "mail" | "publicUrl" | "allowsPrivateWebhooks">;
  store: Store;
  vault: Vault;
  auth: Auth;
  clock: Clock;
  logger: Logger;
  processId: string;
}

/** Longer than any attempt may take: 10 s for each step of SMTP. */
const leaseSeconds = 120;
const atOnce = 500;

/**
 * What caused a notification has written it down; here a delivery is written for each mailbox and program, in one transaction, and each is
 * sent under a lease that is committed before. After a crash in between it is sent again, with the same id: at least once.
 */
export function createNotifier({ config, store, vault, auth, clock, logger, processId }: NotifierOptions): Notifier {
  const sendMail = createMailSender(config.mail);

  async function tell(firmId: string): Promise<void> {
    const members = await listMembers(auth, firmId);
    await store.withFirm(firmId, async (session) => tellFirm(session, addresseesOf(members, await mailChoices(session), await notificationSettings(session), sendMail !== null)));
  }

  async function attempt(firmId: string, delivery: LeasedDelivery): Promise<DeliveryOutcome> {
    if (delivery.channel === "webhook") return toProgram(firmId, delivery);
    const verdict = mailVerdict(delivery);
    if (verdict.act === "supersede") return { state: "superseded" };
    if (verdict.act === "wait") return { state: "waiting", seconds: verdict.seconds, failure: null, hasFailed: false };
    const member = (await listMembers(auth, firmId)).find(({ userId }) => userId === delivery.userId);
    if (!member) return { state: "failed", failure: "The person is not in the firm any more." };
    if (!sendMail) throw new DeliveryFailure("Mail is not set up.");
    await sendMail(member.email, composeMail(delivery, await store.withFirm(firmId, readFirm), config.publicUrl), delivery.id);
    return { state: "delivered" };
  }

  async function toProgram(firmId: string, { notificationId, kind, facts, happenedAt }: LeasedDelivery): Promise<DeliveryOutcome> {
    const { webhookUrl, webhookSecretCipher } = await store.withFirm(firmId, notificationSettings);
    if (webhookUrl === null || webhookSecretCipher === null) return { state: "failed", failure: "There is no webhook any more." };
    const message = { id: notificationId, kind, facts, happenedAt: new Date(happenedAt).toISOString() };
    await sendWebhook({ url: webhookUrl, secret: vault.open(webhookSecretCipher, firmId) }, message, { allowsPrivate: config.allowsPrivateWebhooks, now: clock.now() });
    return { state: "delivered" };
  }

  async function deliverOne(firmId: string, deliveryId: string): Promise<void> {
    const delivery = await store.withFirm(firmId, (session) => leaseDelivery(session, deliveryId, processId, leaseSeconds));
    if (!delivery) return;
    const outcome = await attempt(firmId, delivery).catch((error: unknown): DeliveryOutcome => {
      if (!(error instanceof DeliveryFailure)) logger.error({ part: "notifications", delivery: delivery.id, error: error instanceof Error ? error.name : "unknown" }, "a delivery failed");
      const failure = error instanceof DeliveryFailure ? error.message : "Something went wrong inside Tieout.";
      const seconds = retrySeconds(delivery.attempts);
      return seconds === null ? { state: "failed", failure } : { state: "waiting", seconds, failure, hasFailed: true };
    });
    await store.withFirm(firmId, (session) => settleDelivery(session, delivery, outcome));
  }

  async function deliver(onlyFirm?: string): Promise<void> {
    const due = (await store.withoutFirm((query) => dueDeliveries(query, atOnce))).filter(({ firmId }) => onlyFirm === undefined || firmId === onlyFirm);
    // A few at a time: one receiver that does not answer must not hold up everybody's mail.
    const lane = async (): Promise<void> => {
      for (let next = due.shift(); next; next = due.shift()) await deliverOne(next.firmId, next.deliveryId);
    };
    await Promise.all(Array.from({ length: 5 }, lane));
  }

  return {
    hasMail: sendMail !== null,
    deliver,
    async tick() {
      await watchConnections(store);
      for (const firmId of await store.withoutFirm((query) => firmsToTell(query, atOnce))) await tell(firmId);
      await deliver();
    },
  };
}

import { lookup as lookUp } from "node:dns";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { describeNotification, notificationCatalog, type NotificationKind, type ProblemFacts } from "@tieout/domain";
import { Webhook } from "standardwebhooks";
import { DeliveryFailure } from "./delivery-failure.js";
import { hostOf, isPrivateAddress, webhookTarget } from "./webhook-target.js";

export interface WebhookMessage {
  /** The same for every attempt: receivers tell a repetition by it. */
  id: string;
  kind: NotificationKind;
  facts: ProblemFacts;
  /** When it happened. */
  happenedAt: string;
}

const timeoutMs = 10_000;

/**
 * Posts a notification to a firm's program, signed by Standard Webhooks: `webhook-id`, `webhook-timestamp` and `webhook-signature`, `v1,` and
 * the HMAC-SHA256 of `id.timestamp.body`. No redirect is followed, and a name that leads into a private network is refused at the very
 * connection, so that it cannot lead elsewhere in between. Throws `DeliveryFailure`.
 */
export async function sendWebhook(target: { url: string; secret: string }, message: WebhookMessage, { allowsPrivate, now }: { allowsPrivate: boolean; now: Date }): Promise<void> {
  const checked = webhookTarget(target.url, allowsPrivate);
  if ("problem" in checked) throw new DeliveryFailure(checked.problem);
  const body = JSON.stringify({
    type: notificationCatalog[message.kind].event,
    timestamp: message.happenedAt,
    data: { id: message.id, title: describeNotification(message.kind, message.facts, "UTC").title, ...message.facts },
  });
  const status = await post(new URL(checked.url), body, allowsPrivate, {
    "content-type": "application/json",
    "user-agent": "Tieout",
    "webhook-id": message.id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(target.secret).sign(message.id, now, body),
  });
  if (status < 200 || status > 299) throw new DeliveryFailure(`The receiver answered ${status}.`);
}

function post(url: URL, body: string, allowsPrivate: boolean, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      const { code } = error as { code?: string };
      reject(error instanceof DeliveryFailure ? error : new DeliveryFailure(`The receiver could not be reached (${code ?? "no answer"}).`));
    };
    const request = (url.protocol === "https:" ? httpsRequest : httpRequest)(url, {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
      ...(isIP(hostOf(url)) === 0 && { lookup: guardedLookup(allowsPrivate) }),
    });
    request.once("error", fail);
    request.once("response", (response) => {
      resolve(response.statusCode ?? 0);
      // What it says is of no concern, and may be without end.
      response.destroy();
    });
    request.end(body);
  });
}

/** Looks a name up and refuses all of it when any of its addresses is private. */
export function guardedLookup(allowsPrivate: boolean, resolveName: typeof lookUp = lookUp): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const [first] = addresses;
      if (!first || (!allowsPrivate && addresses.some(({ address }) => isPrivateAddress(address)))) {
        return callback(new DeliveryFailure("The receiver's name leads into a private network, which this installation does not allow (WEBHOOK_PRIVATE_TARGETS)."), "", 0);
      }
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
}

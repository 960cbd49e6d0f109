import { newId, notificationCatalog, type NotificationKind, type ProblemFacts } from "@tieout/domain";
import type { FirmSession } from "../orm.js";

export type NotificationChannel = "mail" | "webhook";

/** Where a notification goes. A mail has a user. */
export interface Addressee {
  channel: NotificationChannel;
  userId: string | null;
}

/** Firms with something nobody was told yet. Asked without a firm. */
export async function firmsToTell(query: FirmSession["query"], limit: number): Promise<string[]> {
  return (await query<{ firmId: string }>('select firm_id as "firmId" from hub.firms_to_tell($1)', [limit])).map(({ firmId }) => firmId);
}

/**
 * Writes a delivery of every notification nobody was told yet to each of `addressees`, each once however many processes do it, and forgets
 * what is older than 90 days.
 */
export async function tellFirm(session: FirmSession, addressees: readonly Addressee[]): Promise<void> {
  const untold = await session.query<{ id: string }>("select id from hub.notification where firm_id = $1 and told_at is null order by happened_at for update skip locked", [session.firmId]);
  for (const { id } of untold) await insertDeliveries(session, id, addressees);
  await session.query("update hub.notification set told_at = hub.hub_now() where firm_id = $1 and id = any($2)", [session.firmId, untold.map(({ id }) => id)]);
  await session.query("delete from hub.notification where firm_id = $1 and told_at is not null and happened_at < hub.hub_now() - interval '90 days' and (ended_at is not null or kind not in ('connection-broken', 'nothing-synced'))", [session.firmId]);
}

/** A notification of kind `test` for one addressee. */
export async function insertTestNotification(session: FirmSession, addressee: Addressee): Promise<void> {
  const id = newId();
  await session.query("insert into hub.notification (id, firm_id, kind, cause, key, told_at) values ($1, $2, 'test', $3, $4, hub.hub_now())", [id, session.firmId, notificationCatalog.test.cause, `test:${id}`]);
  await insertDeliveries(session, id, [addressee]);
}

async function insertDeliveries(session: FirmSession, notificationId: string, addressees: readonly Addressee[]): Promise<void> {
  for (const { channel, userId } of addressees) {
    await session.query("insert into hub.notification_delivery (id, firm_id, notification_id, channel, user_id) values ($1, $2, $3, $4, $5)", [newId(), session.firmId, notificationId, channel, userId]);
  }
}

/** Deliveries whose turn has come, by id only. Asked without a firm. */
export function dueDeliveries(query: FirmSession["query"], limit: number): Promise<{ firmId: string; deliveryId: string }[]> {
  return query('select firm_id as "firmId", delivery_id as "deliveryId" from hub.due_deliveries($1)', [limit]);
}

/** A delivery in the hands of one process. */
export interface LeasedDelivery {
  id: string;
  fence: string;
  channel: NotificationChannel;
  userId: string | null;
  notificationId: string;
  kind: NotificationKind;
  facts: ProblemFacts;
  happenedAt: string;
  /** Attempts so far, this one included. */
  attempts: number;
  /** Since the person's last mail on this cause; null for the first. Tests are not counted. */
  secondsSinceLast: number | null;
  /** A newer mail on the same cause waits for the same person. */
  hasNewer: boolean;
}

/** Claims a delivery for one process; committed before anything is sent. Null when it is not due any more or another process has it. */
export async function leaseDelivery(session: FirmSession, deliveryId: string, processId: string, seconds: number): Promise<LeasedDelivery | null> {
  const rows = await session.query<LeasedDelivery>(
    `with leased as (
       update hub.notification_delivery set leased_by = $3, lease_until = hub.hub_now() + make_interval(secs => $4), fence = fence + 1, attempts = attempts + 1
       where firm_id = $1 and id = $2 and state = 'waiting' and due_at <= hub.hub_now() and (lease_until is null or lease_until <= hub.hub_now()) returning *)
     select l.id, l.fence::text as fence, l.channel, l.user_id as "userId", l.attempts, n.id as "notificationId", n.kind, n.facts, n.happened_at as "happenedAt",
       (select extract(epoch from hub.hub_now() - max(o.settled_at))::float8 from hub.notification_delivery o join hub.notification p on p.firm_id = $1 and p.id = o.notification_id
         where o.firm_id = $1 and o.channel = 'mail' and o.user_id = l.user_id and o.state = 'delivered' and p.cause = n.cause and n.cause <> 'test') as "secondsSinceLast",
       exists (select from hub.notification_delivery o join hub.notification p on p.firm_id = $1 and p.id = o.notification_id
         where o.firm_id = $1 and o.channel = 'mail' and o.user_id = l.user_id and o.state = 'waiting' and o.id <> l.id and p.cause = n.cause and n.cause <> 'test' and p.happened_at > n.happened_at) as "hasNewer"
     from leased l join hub.notification n on n.firm_id = $1 and n.id = l.notification_id`,
    [session.firmId, deliveryId, processId, seconds],
  );
  return rows[0] ?? null;
}

/** How an attempt ended. `again`: after so many seconds; `attempts` counts only what failed. */
export type DeliveryOutcome =
  | { state: "delivered" | "superseded" }
  | { state: "failed"; failure: string }
  | { state: "waiting"; seconds: number; failure: string | null; hasFailed: boolean };

/** Writes down how an attempt ended, unless another process has taken the delivery over. */
export async function settleDelivery(session: FirmSession, { id, fence }: Pick<LeasedDelivery, "id" | "fence">, outcome: DeliveryOutcome): Promise<void> {
  const isOver = outcome.state !== "waiting";
  await session.query(
    `update hub.notification_delivery set state = $4, failure = $5, leased_by = null, lease_until = null, settled_at = case when $6 then hub.hub_now() end,
       due_at = case when $6 then due_at else hub.hub_now() + make_interval(secs => $7) end, attempts = attempts - $8
     where firm_id = $1 and id = $2 and fence = $3`,
    [session.firmId, id, fence, outcome.state, "failure" in outcome ? outcome.failure : null, isOver, outcome.state === "waiting" ? outcome.seconds : 0, outcome.state === "waiting" && !outcome.hasFailed ? 1 : 0],
  );
}

/** One way a notification was told, as the page of settings shows it. */
export interface DeliveryView {
  id: string;
  kind: NotificationKind;
  facts: ProblemFacts;
  happenedAt: string;
  channel: NotificationChannel;
  userId: string | null;
  state: "waiting" | "delivered" | "failed" | "superseded";
  attempts: number;
  /** When it is tried next; of what waits. */
  dueAt: string | null;
  settledAt: string | null;
  failure: string | null;
}

/** The newest deliveries, first. */
export function listDeliveries({ query, firmId }: FirmSession, limit: number): Promise<DeliveryView[]> {
  return query<DeliveryView>(
    `select d.id, n.kind, n.facts, n.happened_at as "happenedAt", d.channel, d.user_id as "userId", d.state, d.attempts, case when d.state = 'waiting' then d.due_at end as "dueAt",
       d.settled_at as "settledAt", d.failure
     from hub.notification_delivery d join hub.notification n on n.firm_id = d.firm_id and n.id = d.notification_id where d.firm_id = $1 order by d.created_at desc, d.id desc limit $2`,
    [firmId, limit],
  );
}

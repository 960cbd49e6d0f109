import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { LedgerNotice } from "@tieout/domain";
import { z } from "zod";
import { codecs } from "./entities/index.js";

/** What one notification says of one company. */
export interface CompanyNotices {
  realmId: string;
  notices: LedgerNotice[];
}

/**
 * Whether Intuit signed exactly these bytes: base64 of HMAC-SHA256 under one of the app's verifier tokens, of which there are two while
 * one replaces the other (Intuit, webhooks page). Compared in constant time.
 */
export function isSignedByIntuit(body: Uint8Array, signature: string, verifierTokens: readonly string[]): boolean {
  const given = Buffer.from(signature, "base64");
  const matches = verifierTokens.map((token) => {
    const expected = createHmac("sha256", token).update(body).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  return matches.includes(true);
}

const CloudEvent = z.object({
  id: z.string().min(1),
  type: z.string(),
  time: z.string().nullish(),
  intuitentityid: z.string().min(1),
  intuitaccountid: z.string().min(1),
  data: z.object({ deletedId: z.string().nullish(), deletedID: z.string().nullish() }).nullish(),
});
const LegacyEntity = z.object({
  name: z.string(),
  id: z.string().min(1),
  operation: z.string(),
  lastUpdated: z.string().nullish(),
  deletedId: z.string().nullish(),
  deletedID: z.string().nullish(),
});
const LegacyGroup = z.object({ realmId: z.string().min(1), dataChangeEvent: z.object({ entities: z.array(z.unknown()) }) });
const LegacyBody = z.object({ eventNotifications: z.array(z.unknown()) });

interface Event {
  realmId: string;
  key: string;
  entity: string;
  id: string;
  operation: string;
  mergedId: string | null;
  at: string | null;
}

/**
 * Reads a notification in either form: CloudEvents, an array, or the one before, an object (Intuit, November 2025). One post may mix
 * companies. What is of no use to us or not as we know it is passed over, for a refusal would hold back every later notification; null
 * when nothing of it can be read.
 */
export function readNotification(body: string): CompanyNotices[] | null {
  const events = eventsOf(body);
  if (!events) return null;
  const byRealm = Map.groupBy(events, ({ realmId }) => realmId);
  return [...byRealm].map(([realmId, own]) => ({ realmId, notices: own.flatMap(noticesOf) }));
}

function eventsOf(body: string): Event[] | null {
  let content: unknown;
  try {
    content = JSON.parse(body);
  } catch {
    return null;
  }
  if (Array.isArray(content)) return content.flatMap((entry) => cloudEvent(entry) ?? []);
  const legacy = LegacyBody.safeParse(content);
  if (!legacy.success) return null;
  return legacy.data.eventNotifications.flatMap((entry) => {
    const group = LegacyGroup.safeParse(entry);
    if (!group.success) return [];
    const { realmId, dataChangeEvent } = group.data;
    return dataChangeEvent.entities.flatMap((entity) => legacyEvent(realmId, entity) ?? []);
  });
}

/** `type` is `qbo.<entity>.<operation>.v1`, the entity in lower case. */
function cloudEvent(entry: unknown): Event | null {
  const event = CloudEvent.safeParse(entry);
  if (!event.success) return null;
  const { id: key, type, time, intuitentityid: id, intuitaccountid: realmId, data } = event.data;
  const [, entity = "", operation = ""] = type.split(".");
  return { realmId, key, entity, id, operation, mergedId: data?.deletedId ?? data?.deletedID ?? null, at: instantOf(time) };
}

/** The older form has no id of its own: everything it says names the event. */
function legacyEvent(realmId: string, entry: unknown): Event | null {
  const event = LegacyEntity.safeParse(entry);
  if (!event.success) return null;
  const { name, id, operation, lastUpdated, deletedId, deletedID } = event.data;
  const mergedId = deletedId ?? deletedID ?? null;
  const key = createHash("sha256").update(JSON.stringify([realmId, name, id, operation, lastUpdated, mergedId])).digest("base64url");
  return { realmId, key, entity: name.toLowerCase(), id, operation: operation.toLowerCase(), mergedId, at: instantOf(lastUpdated) };
}

const kinds = new Map<string, LedgerNotice["kind"]>([
  ...Object.values(codecs).map(({ name, kind }) => [name.toLowerCase(), kind] as const),
  ["preferences", "company"],
  ["companyinfo", "company"],
]);

/** A merge is two pieces of news: one record is gone, the other took over what it had. */
function noticesOf({ key, entity, id, operation, mergedId, at }: Event): LedgerNotice[] {
  const kind = kinds.get(entity);
  if (!kind) return [];
  const isDeletion = operation === "delete" || operation === "deleted";
  const merged = mergedId === null ? [] : [{ key: `${key}:merged`, kind, id: mergedId, isDeletion: true, at }];
  return [{ key, kind, id, isDeletion, at }, ...merged];
}

/** Old samples write the zone as `-0700`, new ones have up to nanoseconds. */
function instantOf(text: string | null | undefined): string | null {
  const instant = text?.replace(/([+-]\d\d)(\d\d)$/, "$1:$2") ?? "";
  return /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(instant) && !Number.isNaN(Date.parse(instant)) ? instant : null;
}

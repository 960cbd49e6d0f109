import { HubError, isId } from "@tieout/domain";
import { GraphQLObjectType, type GraphQLSchema } from "graphql";
import { Extensions, Field, ID } from "type-graphql";
import { stringify } from "uuid";

/** Types with a global id and the byte that stands for each. Numbers are never re-used: ids live in bookmarks. */
const tags = {
  Firm: 1,
  User: 2,
  Invitation: 3,
  ApiKey: 4,
  Client: 5,
  Site: 6,
  StaffMember: 7,
  BillableCategory: 8,
  BillableType: 9,
  TimeEntry: 10,
  Invoice: 11,
  InvoiceLine: 12,
  RecordEvent: 13,
  LedgerConnection: 14,
  LedgerItem: 15,
  LedgerPerson: 16,
  LedgerCustomer: 17,
  Mapping: 18,
  Plan: 19,
  Change: 20,
  Run: 21,
  LedgerCall: 22,
  Problem: 23,
  Import: 24,
  LedgerTaxCode: 25,
  TieOut: 26,
} as const;

export type GlobalType = keyof typeof tags;

const types = new Map<number, GlobalType>(Object.entries(tags).map(([type, tag]) => [tag, type as GlobalType]));
const uuidLength = 16;

/** An opaque id, unique over all types: tag, key and a check byte as base64url. Keys are our uuids, or the ledger's own ids. */
export function encodeId(type: GlobalType, key: string): string {
  // Written into one buffer: a page of 100 rows calls this a hundred times.
  const isUuid = isId(key);
  const bytes = Buffer.alloc(isUuid ? uuidLength + 2 : Buffer.byteLength(key) + 3);
  bytes[0] = tags[type];
  if (isUuid) bytes.write(key.replaceAll("-", ""), 1, "hex");
  else bytes.write(key, 2, "utf8");
  bytes[bytes.length - 1] = checkByte(bytes, bytes.length - 1);
  return bytes.toString("base64url");
}

/** The type and key behind a global id, or null for a text that is none. */
export function readId(id: string): { type: GlobalType; key: string } | null {
  if (!/^[\w-]{4,200}$/.test(id)) return null;
  const bytes = Buffer.from(id, "base64url");
  const type = types.get(bytes[0] ?? -1);
  if (!type || bytes.length < 3 || bytes.at(-1) !== checkByte(bytes, bytes.length - 1)) return null;
  const body = bytes.subarray(1, -1);
  if (body.length === uuidLength && body[0] !== 0) return { type, key: stringify(body) };
  return body[0] === 0 ? { type, key: body.subarray(1).toString("utf8") } : null;
}

/**
 * The key behind an id of an input.
 * @throws HubError `INVALID` when it is no id, or one of another type, naming the field.
 */
export function keyOf(type: GlobalType | readonly GlobalType[], id: string, field: readonly string[] = []): string {
  const read = readId(id);
  const wanted = typeof type === "string" ? [type] : type;
  if (!read || !wanted.includes(read.type)) throw new HubError("INVALID", `"${id.slice(0, 60)}" is not the id of a ${wanted.join(" or ")}. Ids are opaque: send back what the API gave.`, field);
  return read.key;
}

/** Keys of a list of ids; null stays null. */
export function keysOrNull(type: GlobalType, ids: readonly string[] | null | undefined, field: readonly string[] = []): string[] | null {
  return ids ? ids.map((id) => keyOf(type, id, field)) : null;
}

/** `keyOf` for an id that may be left out. */
export function keyOrNull(type: GlobalType, id: string | null | undefined, field: readonly string[] = []): string | null {
  return id === null || id === undefined ? null : keyOf(type, id, field);
}

/** `keyOf` for an id of a change: left out stays left out, null stays null. */
export function keyIfGiven<Id extends string | null | undefined>(type: GlobalType, id: Id, field: readonly string[] = []): string | Extract<Id, null | undefined> {
  return typeof id === "string" ? keyOf(type, id, field) : (id as Extract<Id, null | undefined>);
}

/** An `ID` field whose row holds the bare key. Without a type it is an id of the type it stands in. */
export function GlobalId(type?: GlobalType, options: { nullable?: boolean } = {}): PropertyDecorator {
  return (target, property) => {
    Field(() => ID, options)(target, property);
    Extensions({ globalId: type ?? "self" })(target, property);
  };
}

/** Gives every `@GlobalId` field the resolver that encodes its key. */
export function encodeGlobalIds(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!(type instanceof GraphQLObjectType)) continue;
    for (const field of Object.values(type.getFields())) {
      const marked = field.extensions["globalId"] as GlobalType | "self" | undefined;
      if (!marked) continue;
      const of = marked === "self" ? (type.name as GlobalType) : marked;
      field.resolve = (row: Record<string, unknown>) => {
        const key = row[field.name];
        return typeof key === "string" ? encodeId(of, key) : null;
      };
    }
  }
}

/** CRC-8 (polynomial 0x07) of every byte. */
const crcTable = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : (crc << 1) & 0xff;
  return crc;
});

/** Of the first `length` bytes: catches a mistyped or cut id before it reaches the database. */
function checkByte(bytes: Uint8Array, length: number): number {
  let crc = 0;
  for (let index = 0; index < length; index += 1) crc = crcTable[crc ^ (bytes[index] ?? 0)] ?? 0;
  return crc;
}

import { LedgerError, type LedgerDocument, type LedgerKind, type LedgerRecord, type LedgerWrite } from "@tieout/domain";
import { z } from "zod";
import { refusedBeforeSending, type WireObject } from "../wire.js";
import type { FieldEncoder } from "./fields.js";

/** One QuickBooks entity: its names on the wire, what can be done with it, and both directions of translation. */
export interface EntityCodec {
  readonly kind: LedgerKind;
  /** Member name in JSON and entity name in queries, exactly as Intuit spells it. */
  readonly name: string;
  /** Segment in the address. */
  readonly path: string;
  /** How a query gets inactive rows too: by `Active IN (true,false)`, by asking twice, or there are none. */
  readonly inactive: "in-filter" | "second-query" | "none";
  /** Sort order of a full read; null when the list is short and its rows may lack the property. */
  readonly orderBy: string | null;
  /** Reported by the change feed. */
  readonly isInFeed: boolean;
  readonly operations: readonly LedgerWrite["operation"][];
  /** Throws `ZodError` when a member we rely on is missing or of another type; unknown members are ignored. */
  decode(payload: unknown): LedgerRecord;
  /** The object of a create. */
  encodeNew(document: LedgerDocument): WireObject;
  /** The changed members and those QuickBooks wants in every update; without Id and SyncToken. */
  encodeChanges(document: LedgerDocument, fields: readonly string[]): WireObject;
  /** What goes beside `Active` when the record is switched off or on again. */
  encodeSwitch(document: LedgerDocument | undefined, isActive: boolean): WireObject;
}

interface EntityDefinition<D extends LedgerDocument, W> {
  kind: D["kind"];
  name: string;
  inactive?: EntityCodec["inactive"];
  orderBy?: string | null;
  isInFeed?: boolean;
  operations: EntityCodec["operations"];
  wire: z.ZodType<W>;
  decode(wire: W): { name: string; isActive: boolean; document: D };
  /** One encoder per document field we may write. */
  fields: { readonly [F in keyof D]?: FieldEncoder<D> };
  /** Sent with every update, sparse or not: QuickBooks answers 2020 without them. */
  required?: readonly (keyof D & string)[];
  /** Intuit documents only the full update: send every field that has a value, named or not. */
  isUpdatedWhole?: boolean;
  /** Restores the name when a record is switched on again. */
  nameField?: keyof D & string;
  /** A last word on the encoded object, for rules over several members. */
  finish?(wire: WireObject, document: D): WireObject;
}

const envelope = z.object({
  Id: z.string(),
  // The pseudo tax codes TAX and NON carry none (qbo-entities 5).
  SyncToken: z.string().default("0"),
  MetaData: z.object({ LastUpdatedTime: z.string().nullish() }).nullish(),
});

/** Builds a codec from what is particular to an entity. */
export function defineEntity<D extends LedgerDocument, W>(definition: EntityDefinition<D, W>): EntityCodec {
  const { kind, fields, required = [] } = definition;
  const finish = definition.finish ?? ((wire: WireObject) => wire);
  const own = (document: LedgerDocument): D => {
    if (document.kind !== kind) throw refusedBeforeSending(`A ${document.kind} cannot be sent as ${kind}.`);
    return document as D;
  };
  const encode = (document: D, names: readonly string[], isClearing: (field: string) => boolean): WireObject =>
    finish(
      Object.assign(
        {},
        ...names.map((field) => {
          const encoder = fields[field as keyof D];
          if (!encoder) throw refusedBeforeSending(`"${field}" of a ${kind} cannot be written to QuickBooks.`);
          return encoder(document, isClearing(field));
        }),
      ) as WireObject,
      document,
    );
  const all = Object.keys(fields);

  return {
    kind,
    name: definition.name,
    path: definition.name.toLowerCase(),
    inactive: definition.inactive ?? "in-filter",
    orderBy: definition.orderBy === undefined ? "MetaData.CreateTime" : definition.orderBy,
    isInFeed: definition.isInFeed ?? true,
    operations: definition.operations,
    decode(payload) {
      const { Id, SyncToken, MetaData } = envelope.parse(payload);
      const decoded = definition.decode(definition.wire.parse(payload));
      return { kind, id: Id, token: SyncToken, updatedAt: MetaData?.LastUpdatedTime ?? null, ...decoded };
    },
    encodeNew: (document) => encode(own(document), all, () => false),
    encodeChanges(document, named) {
      const names = definition.isUpdatedWhole ? [...new Set([...all, ...named])] : all.filter((field) => named.includes(field) || isRequired(field));
      // A field we cannot write must not pass unseen.
      return encode(own(document), [...new Set([...names, ...named])], (field) => named.includes(field));
    },
    encodeSwitch(document, isActive) {
      if (!document) return {};
      const names = isActive && definition.nameField ? [definition.nameField, ...required] : required;
      return encode(own(document), [...new Set(names)], () => false);
    },
  };

  function isRequired(field: string): boolean {
    return required.some((name) => name === field);
  }
}

/** The codec's operations are a promise; anything else is refused without a call. */
export function assertAllowed(codec: EntityCodec, operation: LedgerWrite["operation"]): void {
  if (!codec.operations.includes(operation)) {
    throw new LedgerError("not-allowed", `QuickBooks offers no ${operation} for a ${codec.kind}.`, { retry: "never", facts: { status: 0 } });
  }
}

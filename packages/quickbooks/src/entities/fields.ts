import type { CalendarDate, Decimal } from "@tieout/domain";
import { wireNumber, type WireObject } from "../wire.js";

/**
 * Writes one field of a document. An empty field writes nothing, unless it is being cleared: then the member goes as an empty
 * text (Intuit's way to blank text in a sparse update) or as null for anything that is not text (assumed; undocumented).
 */
export type FieldEncoder<D> = (document: D, isClearing: boolean) => WireObject;

type Getter<D, T> = (document: D) => T | null;

/** `member` may be a path, "PrimaryEmailAddr.Address". */
export function text<D>(member: string, get: Getter<D, string>): FieldEncoder<D> {
  return (document, isClearing) => write(member, get(document), isClearing ? "" : undefined);
}

export function date<D>(member: string, get: Getter<D, CalendarDate>): FieldEncoder<D> {
  return (document, isClearing) => write(member, get(document), isClearing ? null : undefined);
}

export function flag<D>(member: string, get: Getter<D, boolean>): FieldEncoder<D> {
  return (document) => write(member, get(document), undefined);
}

/** Amounts, prices, quantities and rates. */
export function number<D>(member: string, get: Getter<D, Decimal>): FieldEncoder<D> {
  return (document, isClearing) => {
    const value = get(document);
    return write(member, value === null ? null : wireNumber(value), isClearing ? null : undefined);
  };
}

/** `{ "value": id }`; the name beside it is QuickBooks' to fill. */
export function ref<D>(member: string, get: Getter<D, string>): FieldEncoder<D> {
  return (document, isClearing) => {
    const id = get(document);
    return write(member, id === null ? null : { value: id }, isClearing ? null : undefined);
  };
}

function write(path: string, value: unknown, whenEmpty: "" | null | undefined): WireObject {
  const written = value ?? whenEmpty;
  if (written === undefined) return {};
  const [member = path, inner] = path.split(".");
  return { [member]: inner === undefined ? written : { [inner]: written } };
}

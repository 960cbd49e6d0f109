import { v7, validate } from "uuid";

/** A new UUIDv7: sortable by time of creation, made by us so that a record has its id before it reaches the database. */
export function newId(): string {
  return v7();
}

export function isId(value: string): boolean {
  return validate(value);
}

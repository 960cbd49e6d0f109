import { z } from "zod";

/** Pieces the operations' input schemas are made of. What a value must mean is checked by the records themselves. */
export const id = z.uuid("This is not an id.");
export const version = z.int().positive().optional();
export const text = z.string().nullish();
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/, "Write digits with a point, for example 1250.00.");
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "Write the day as YYYY-MM-DD.");

export const address = {
  addressLine1: text,
  addressLine2: text,
  city: text,
  state: text,
  postalCode: text,
  country: text,
};

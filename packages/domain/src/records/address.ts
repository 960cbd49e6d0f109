import { optionalText } from "../rules/record-text.js";

/** A postal address; every part may be missing. */
export interface Address {
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  country: string | null;
}

/** Trims every part; refuses one that is longer than QuickBooks takes (line 500, city, state and country 255, postal code 30). */
export function tidyAddress(address: Partial<Address>): Address {
  return {
    addressLine1: optionalText(address.addressLine1, "The address", "addressLine1", 500),
    addressLine2: optionalText(address.addressLine2, "The address", "addressLine2", 500),
    city: optionalText(address.city, "The city", "city"),
    state: optionalText(address.state, "The state", "state"),
    postalCode: optionalText(address.postalCode, "The postal code", "postalCode", 30),
    country: optionalText(address.country, "The country", "country"),
  };
}

import type { LedgerAddress, LedgerCustomer } from "@tieout/domain";
import { z } from "zod";
import { optionalFlag, optionalMoney, optionalReference, optionalText, type WireObject } from "../wire.js";
import { defineEntity } from "./codec.js";
import { flag, ref, text, type FieldEncoder } from "./fields.js";
import { nameBase, plainName } from "./names.js";

const address = z.object({
  Line1: optionalText,
  Line2: optionalText,
  City: optionalText,
  CountrySubDivisionCode: optionalText,
  PostalCode: optionalText,
  Country: optionalText,
});

const wire = z.object({
  ...nameBase,
  BillAddr: address.nullish(),
  ParentRef: optionalReference,
  CurrencyRef: optionalReference,
  Taxable: optionalFlag,
  Balance: optionalMoney,
});

/** A sub-customer needs `Job` and `ParentRef` together, else 6150 (qbo-entities 3.1). */
const parent: FieldEncoder<LedgerCustomer> = ({ parentId }, isClearing) => {
  if (parentId !== null) return { Job: true, ParentRef: { value: parentId } };
  return isClearing ? { Job: false, ParentRef: null } : {};
};

/** Written whole: when it changes, the empty parts are blanked, or an old second line would survive a move. */
const billingAddress: FieldEncoder<LedgerCustomer> = ({ billingAddress: known }, isClearing) => {
  if (known === null && !isClearing) return {};
  const parts = {
    Line1: known?.line1,
    Line2: known?.line2,
    City: known?.city,
    CountrySubDivisionCode: known?.state,
    PostalCode: known?.postalCode,
    Country: known?.country,
  };
  const written = Object.entries(parts).flatMap(([member, value]) => (value ? [[member, value]] : isClearing ? [[member, ""]] : []));
  return { BillAddr: Object.fromEntries(written) as WireObject };
};

export const customer = defineEntity<LedgerCustomer, z.infer<typeof wire>>({
  kind: "customer",
  name: "Customer",
  operations: ["create", "update", "deactivate", "reactivate"],
  wire,
  nameField: "displayName",
  fields: {
    displayName: text("DisplayName", (c) => c.displayName),
    companyName: text("CompanyName", (c) => c.companyName),
    givenName: text("GivenName", (c) => c.givenName),
    familyName: text("FamilyName", (c) => c.familyName),
    suffix: text("Suffix", (c) => c.suffix),
    email: text("PrimaryEmailAddr.Address", (c) => c.email),
    phone: text("PrimaryPhone.FreeFormNumber", (c) => c.phone),
    billingAddress,
    parentId: parent,
    currency: ref("CurrencyRef", (c) => c.currency),
    isTaxable: flag("Taxable", (c) => c.isTaxable),
  },
  decode: (w) => {
    const displayName = plainName(w.DisplayName, w.Active);
    return {
      name: displayName,
      isActive: w.Active,
      document: {
        kind: "customer",
        displayName,
        companyName: w.CompanyName,
        givenName: w.GivenName,
        familyName: w.FamilyName,
        suffix: w.Suffix,
        email: w.PrimaryEmailAddr?.Address ?? null,
        phone: w.PrimaryPhone?.FreeFormNumber ?? null,
        billingAddress: w.BillAddr ? decodeAddress(w.BillAddr) : null,
        parentId: w.ParentRef,
        currency: w.CurrencyRef,
        isTaxable: w.Taxable,
        balance: w.Balance,
        isActive: w.Active,
      },
    };
  },
});

function decodeAddress(wireAddress: z.infer<typeof address>): LedgerAddress {
  return {
    line1: wireAddress.Line1,
    line2: wireAddress.Line2,
    city: wireAddress.City,
    state: wireAddress.CountrySubDivisionCode,
    postalCode: wireAddress.PostalCode,
    country: wireAddress.Country,
  };
}

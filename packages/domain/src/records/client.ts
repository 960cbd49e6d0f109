import { HubError } from "../errors.js";
import { newId } from "../ids.js";
import { fractionDigits } from "../money.js";
import { type ClientKind, type ClientName, displayName } from "../rules/display-name.js";
import { normalizeName } from "../rules/normalized-name.js";
import { optionalEmail, optionalText, tidyText } from "../rules/record-text.js";
import { type Address, tidyAddress } from "./address.js";
import { withChanges } from "./with-changes.js";

/** What a person enters about a client. */
export interface ClientDetails extends ClientName, Address {
  email: string | null;
  phone: string | null;
  /** ISO 4217; what every document of this client is written in. */
  currency: string;
  /** Days until an invoice is due; null for the firm's default. */
  termsDays: number | null;
  isTaxable: boolean;
  notes: string | null;
}

/** Whom the firm works for; a Customer in QuickBooks. */
export class Client implements ClientDetails {
  readonly id: string;
  readonly firmId: string;
  kind!: ClientKind;
  firstName!: string | null;
  lastName!: string | null;
  suffix!: string | null;
  partnerFirstName!: string | null;
  partnerLastName!: string | null;
  partnerSuffix!: string | null;
  businessName!: string | null;
  /** See the rule in `displayName`. */
  displayName!: string;
  /** `normalizeName(displayName)`, by which duplicates are found. */
  normalizedName!: string;
  email!: string | null;
  phone!: string | null;
  addressLine1!: string | null;
  addressLine2!: string | null;
  city!: string | null;
  state!: string | null;
  postalCode!: string | null;
  country!: string | null;
  currency!: string;
  termsDays!: number | null;
  isTaxable!: boolean;
  isActive: boolean;
  notes!: string | null;
  readonly version: number;

  /** A new, active client. Throws `INVALID` for a name, e-mail or currency that cannot be. */
  constructor(firmId: string, details: Partial<ClientDetails> & Pick<ClientDetails, "kind" | "currency">) {
    this.id = newId();
    this.firmId = firmId;
    this.isActive = true;
    this.version = 1;
    this.write(withChanges<ClientDetails>({ ...EMPTY, kind: details.kind, currency: details.currency }, details));
  }

  /** Changes what is named and leaves the rest; the display name follows. */
  update(changes: Partial<ClientDetails>): void {
    this.write(withChanges<ClientDetails>(this, changes));
  }

  /** Keeps the client with its history, out of every list where work is entered. */
  deactivate(): void {
    this.isActive = false;
  }

  reactivate(): void {
    this.isActive = true;
  }

  private write(details: ClientDetails): void {
    const name = displayName(details);
    Object.assign(this, nameParts(details), tidyAddress(details));
    this.displayName = name;
    this.normalizedName = normalizeName(name);
    this.email = optionalEmail(details.email);
    this.phone = optionalText(details.phone, "The phone number", "phone", 30);
    this.currency = checkCurrency(details.currency);
    this.termsDays = checkTerms(details.termsDays);
    this.isTaxable = details.isTaxable;
    this.notes = optionalText(details.notes, "The note", "notes", 2000);
  }
}

const EMPTY: Omit<ClientDetails, "kind" | "currency"> = {
  firstName: null, lastName: null, suffix: null, partnerFirstName: null, partnerLastName: null, partnerSuffix: null, businessName: null,
  addressLine1: null, addressLine2: null, city: null, state: null, postalCode: null, country: null,
  email: null, phone: null, termsDays: null, isTaxable: true, notes: null,
};

/** Keeps the parts that count for the kind, so that a business keeps no first name of the person it once was. */
function nameParts(details: ClientDetails): ClientName {
  const { kind } = details;
  const keep = (isKept: boolean, text: string | null) => (isKept ? tidyText(text) : null);
  return {
    kind,
    firstName: keep(kind !== "business", details.firstName),
    lastName: keep(kind !== "business", details.lastName),
    suffix: keep(kind !== "business", details.suffix),
    partnerFirstName: keep(kind === "couple", details.partnerFirstName),
    partnerLastName: keep(kind === "couple", details.partnerLastName),
    partnerSuffix: keep(kind === "couple", details.partnerSuffix),
    businessName: keep(kind === "business", details.businessName),
  };
}

/** Throws `INVALID` unless it is the three capital letters of a currency this runtime knows. */
export function checkCurrency(currency: string): string {
  try {
    if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError();
    fractionDigits(currency);
    return currency;
  } catch {
    throw new HubError("INVALID", `"${currency}" is not a currency. Write its three capital letters, for example USD.`, ["currency"]);
  }
}

/** Throws `INVALID` unless it is null or a whole number of days up to a year. */
export function checkTerms(days: number | null, field = "termsDays"): number | null {
  if (days !== null && (!Number.isInteger(days) || days < 0 || days > 365)) {
    throw new HubError("INVALID", "Payment terms are a whole number of days between 0 and 365.", [field]);
  }
  return days;
}

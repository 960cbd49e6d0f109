import { newId } from "../ids.js";
import { checkName, requireText } from "../rules/record-text.js";
import { type Address, tidyAddress } from "./address.js";
import { withChanges } from "./with-changes.js";

export interface SiteDetails extends Address {
  name: string;
}

/** A place or project of a client; a sub-customer in QuickBooks. */
export class Site implements SiteDetails {
  readonly id: string;
  readonly firmId: string;
  readonly clientId: string;
  name!: string;
  addressLine1!: string | null;
  addressLine2!: string | null;
  city!: string | null;
  state!: string | null;
  postalCode!: string | null;
  country!: string | null;
  isActive: boolean;
  readonly version: number;

  constructor(firmId: string, clientId: string, details: Partial<SiteDetails> & Pick<SiteDetails, "name">) {
    this.id = newId();
    this.firmId = firmId;
    this.clientId = clientId;
    this.isActive = true;
    this.version = 1;
    this.update(details);
  }

  /** Changes what is named and leaves the rest. Throws `INVALID` for a name QuickBooks cannot take. */
  update(changes: Partial<SiteDetails>): void {
    const details = withChanges<SiteDetails>(this, changes);
    Object.assign(this, tidyAddress(details));
    this.name = checkName(requireText(details.name, "The site's name", "name"), "The site's name", "name");
  }

  deactivate(): void {
    this.isActive = false;
  }

  reactivate(): void {
    this.isActive = true;
  }
}

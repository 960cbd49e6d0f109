import { HubError } from "../errors.js";
import { newId } from "../ids.js";
import type { Decimal } from "../money.js";
import { checkName, optionalEmail, requireText } from "../rules/record-text.js";
import { checkRate } from "../rules/time-rate.js";
import { withChanges } from "./with-changes.js";

export interface StaffDetails {
  firstName: string;
  lastName: string;
  email: string;
  /** Per hour, in the client's currency; null when type or category decide. */
  rate: Decimal | null;
  /** The sign-in of this person, when they have one. */
  userId: string | null;
}

/** Who does the work; an Employee or Vendor in QuickBooks. */
export class StaffMember implements StaffDetails {
  readonly id: string;
  readonly firmId: string;
  firstName!: string;
  lastName!: string;
  /** "First Last", as QuickBooks names employees. */
  displayName!: string;
  email!: string;
  rate!: Decimal | null;
  userId!: string | null;
  isActive: boolean;
  readonly version: number;

  constructor(firmId: string, details: Partial<StaffDetails> & Pick<StaffDetails, "firstName" | "lastName" | "email">) {
    this.id = newId();
    this.firmId = firmId;
    this.isActive = true;
    this.version = 1;
    this.write(withChanges<StaffDetails>({ ...details, rate: null, userId: null }, details));
  }

  /** Changes what is named and leaves the rest. */
  update(changes: Partial<StaffDetails>): void {
    this.write(withChanges<StaffDetails>(this, changes));
  }

  deactivate(): void {
    this.isActive = false;
  }

  reactivate(): void {
    this.isActive = true;
  }

  private write(details: StaffDetails): void {
    this.firstName = requireText(details.firstName, "The first name", "firstName");
    this.lastName = requireText(details.lastName, "The last name", "lastName");
    this.displayName = checkName(`${this.firstName} ${this.lastName}`, "The name", "lastName");
    const email = optionalEmail(details.email);
    if (email === null) throw new HubError("INVALID", "A staff member needs an e-mail address: QuickBooks' employees are matched by name and e-mail.", ["email"]);
    this.email = email;
    this.rate = checkRate(details.rate);
    this.userId = details.userId;
  }
}

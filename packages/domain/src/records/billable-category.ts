import { newId } from "../ids.js";
import type { Decimal } from "../money.js";
import { requireText } from "../rules/record-text.js";
import { checkRate } from "../rules/time-rate.js";
import { withChanges } from "./with-changes.js";

export interface BillableCategoryDetails {
  /** Short and unique in the firm, such as TAX-PREP. */
  code: string;
  name: string;
  rate: Decimal | null;
  isTaxable: boolean;
}

/** What invoice lines are grouped by and mapped to QuickBooks services with. */
export class BillableCategory implements BillableCategoryDetails {
  readonly id: string;
  readonly firmId: string;
  code!: string;
  name!: string;
  rate!: Decimal | null;
  isTaxable!: boolean;
  isActive: boolean;
  readonly version: number;

  constructor(firmId: string, details: Partial<BillableCategoryDetails> & Pick<BillableCategoryDetails, "code" | "name">) {
    this.id = newId();
    this.firmId = firmId;
    this.isActive = true;
    this.version = 1;
    this.write(withChanges<BillableCategoryDetails>({ ...details, rate: null, isTaxable: false }, details));
  }

  /** Changes what is named and leaves the rest; rates frozen in approved time stay. */
  update(changes: Partial<BillableCategoryDetails>): void {
    this.write(withChanges<BillableCategoryDetails>(this, changes));
  }

  deactivate(): void {
    this.isActive = false;
  }

  reactivate(): void {
    this.isActive = true;
  }

  private write(details: BillableCategoryDetails): void {
    this.code = requireText(details.code, "The code", "code", 50);
    this.name = requireText(details.name, "The name", "name");
    this.rate = checkRate(details.rate);
    this.isTaxable = details.isTaxable;
  }
}

import { newId } from "../ids.js";
import type { Decimal } from "../money.js";
import { requireText } from "../rules/record-text.js";
import { checkRate } from "../rules/time-rate.js";
import { withChanges } from "./with-changes.js";

export interface BillableTypeDetails {
  categoryId: string;
  code: string;
  name: string;
  rate: Decimal | null;
  /** What new time of this type is, unless its entry says otherwise. */
  isBillable: boolean;
}

/** A kind of work within one category. */
export class BillableType implements BillableTypeDetails {
  readonly id: string;
  readonly firmId: string;
  categoryId!: string;
  code!: string;
  name!: string;
  rate!: Decimal | null;
  isBillable!: boolean;
  isActive: boolean;
  readonly version: number;

  constructor(firmId: string, details: Partial<BillableTypeDetails> & Pick<BillableTypeDetails, "categoryId" | "code" | "name">) {
    this.id = newId();
    this.firmId = firmId;
    this.isActive = true;
    this.version = 1;
    this.write(withChanges<BillableTypeDetails>({ ...details, rate: null, isBillable: true }, details));
  }

  /** Changes what is named and leaves the rest; rates frozen in approved time stay. */
  update(changes: Partial<BillableTypeDetails>): void {
    this.write(withChanges<BillableTypeDetails>(this, changes));
  }

  deactivate(): void {
    this.isActive = false;
  }

  reactivate(): void {
    this.isActive = true;
  }

  private write(details: BillableTypeDetails): void {
    this.categoryId = details.categoryId;
    this.code = requireText(details.code, "The code", "code", 50);
    this.name = requireText(details.name, "The name", "name");
    this.rate = checkRate(details.rate);
    this.isBillable = details.isBillable;
  }
}

import { Field } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { GlobalId } from "../shared/global-id.js";
import { DecimalScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { View } from "../shared/view.js";

@View("LedgerItem", { implements: NodeType, description: "A product or service of QuickBooks, as last read." })
export class LedgerItemType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => String, { description: "With its parents, \"Advisory:Tax planning\"." })
  fullName: string;
  @Field(() => String, { nullable: true })
  sku: string | null;
  @Field(() => String)
  type: string;
  @Field(() => String, { nullable: true })
  incomeAccount: string | null;
  @Field(() => DecimalScalar, { nullable: true })
  unitPrice: string | null;
  @Field(() => Boolean, { nullable: true })
  isTaxable: boolean | null;
  @Field(() => Boolean)
  isActive: boolean;
}

export const LedgerItemConnectionType = connectionType(LedgerItemType, "LedgerItem");

@View("LedgerTaxCode", { description: "A sales tax of QuickBooks that taxable work can be sent with." })
export class LedgerTaxCodeType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => Boolean, { description: "The company's own, used while nobody chose another one." })
  isCompanyDefault: boolean;
}

@View("LedgerPerson", { description: "An employee or vendor of QuickBooks, whom a staff member may be." })
export class LedgerPersonType {
  @Field(() => String)
  name: string;
  @Field(() => String, { nullable: true })
  email: string | null;
  @Field(() => Boolean)
  isActive: boolean;
}

@View("LedgerCustomer", { description: "A customer of QuickBooks, as last read." })
export class LedgerCustomerType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => String, { nullable: true })
  email: string | null;
  @Field(() => String, { nullable: true })
  phone: string | null;
  @Field(() => String, { nullable: true })
  parentId: string | null;
  @Field(() => Boolean)
  isActive: boolean;
}

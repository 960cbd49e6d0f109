import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { RollUpEnum, SyncStateEnum } from "../shared/enums.js";
import { DateScalar, DecimalScalar } from "../shared/scalars.js";
import { InvoiceStatusEnum } from "./invoice.type.js";

@InputType("InvoiceFilter")
export class InvoiceFilterInput {
  @Field(() => String, { nullable: true, description: "Words of the client's name, or the number." })
  search?: string | null;
  @Field(() => [ID], { nullable: true })
  clientIds?: string[] | null;
  @Field(() => [InvoiceStatusEnum], { nullable: true })
  statuses?: string[] | null;
  @Field(() => [SyncStateEnum], { nullable: true })
  syncStates?: string[] | null;
  @Field(() => DateScalar, { nullable: true })
  issuedFrom?: string | null;
  @Field(() => DateScalar, { nullable: true })
  issuedTo?: string | null;
}

@ArgsType()
export class InvoicesArgs extends PageArgs {
  @Field(() => InvoiceFilterInput, { nullable: true })
  filter?: InvoiceFilterInput | null;
}

@InputType("CreateInvoiceFromTimeInput")
export class CreateInvoiceFromTimeInput {
  @Field(() => ID)
  clientId: string;
  @Field(() => ID, { nullable: true })
  siteId?: string | null;
  @Field(() => DateScalar, { nullable: true, description: "Time up to this day; all unbilled time otherwise." })
  to?: string | null;
  @Field(() => [ID], { nullable: true, description: "Only these entries." })
  timeEntryIds?: string[] | null;
  @Field(() => DateScalar, { nullable: true })
  issuedOn?: string;
  @Field(() => RollUpEnum, { nullable: true, description: "The firm's own choice when left out." })
  rollUp?: "category" | "type";
  @Field(() => Boolean, { defaultValue: false, description: "Finalise at once." })
  finalize: boolean;
}

@InputType("InvoiceLineInput")
export class InvoiceLineInput {
  @Field(() => ID, { nullable: true, description: "A line that is there already; left out, it is a new one." })
  id?: string | null;
  @Field(() => String, { nullable: true })
  description?: string;
  @Field(() => ID, { nullable: true })
  categoryId?: string | null;
  @Field(() => ID, { nullable: true })
  typeId?: string | null;
  @Field(() => DecimalScalar, { nullable: true })
  quantity?: string | null;
  @Field(() => DecimalScalar, { nullable: true })
  unitPrice?: string | null;
  @Field(() => DecimalScalar, { nullable: true, description: "Follows from quantity and unit price when left out." })
  amount?: string | null;
  @Field(() => Boolean, { nullable: true })
  isTaxable?: boolean;
  @Field(() => DateScalar, { nullable: true })
  serviceDate?: string | null;
}

@InputType("CreateInvoiceInput")
export class CreateInvoiceInput {
  @Field(() => ID)
  clientId: string;
  @Field(() => ID, { nullable: true })
  siteId?: string | null;
  @Field(() => String, { nullable: true })
  number?: string | null;
  @Field(() => DateScalar, { nullable: true })
  issuedOn?: string;
  @Field(() => DateScalar, { nullable: true })
  dueOn?: string;
  @Field(() => String, { nullable: true })
  billEmail?: string | null;
  @Field(() => String, { nullable: true })
  memo?: string | null;
  @Field(() => [InvoiceLineInput])
  lines: InvoiceLineInput[];
}

@InputType("UpdateInvoiceInput")
export class UpdateInvoiceInput {
  @Field(() => ID)
  invoiceId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => ID, { nullable: true })
  siteId?: string | null;
  @Field(() => String, { nullable: true })
  number?: string | null;
  @Field(() => DateScalar, { nullable: true })
  issuedOn?: string;
  @Field(() => DateScalar, { nullable: true })
  dueOn?: string;
  @Field(() => String, { nullable: true })
  billEmail?: string | null;
  @Field(() => String, { nullable: true })
  memo?: string | null;
  @Field(() => [InvoiceLineInput], { nullable: true, description: "All lines as they shall be." })
  lines?: InvoiceLineInput[];
}

@InputType("InvoiceActionInput")
export class InvoiceActionInput {
  @Field(() => ID)
  invoiceId: string;
  @Field(() => Int)
  expectedVersion: number;
}

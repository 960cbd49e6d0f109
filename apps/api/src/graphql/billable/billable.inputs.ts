import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArgs } from "../shared/connection.js";
import { DecimalScalar } from "../shared/scalars.js";

@ArgsType()
export class BillableCategoriesArgs extends PageArgs {
  @Field(() => String, { nullable: true })
  search?: string | null;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean | null;
}

@ArgsType()
export class BillableTypesArgs extends BillableCategoriesArgs {
  @Field(() => ID, { nullable: true })
  categoryId?: string | null;
}

@InputType("CreateBillableCategoryInput")
export class CreateBillableCategoryInput {
  @Field(() => String)
  code: string;
  @Field(() => String)
  name: string;
  @Field(() => DecimalScalar, { nullable: true, description: "Per hour, in the firm's home currency." })
  rate?: string | null;
  @Field(() => Boolean, { nullable: true })
  isTaxable?: boolean;
}

@InputType("UpdateBillableCategoryInput")
export class UpdateBillableCategoryInput {
  @Field(() => ID)
  categoryId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => String, { nullable: true })
  code?: string;
  @Field(() => String, { nullable: true })
  name?: string;
  @Field(() => DecimalScalar, { nullable: true })
  rate?: string | null;
  @Field(() => Boolean, { nullable: true })
  isTaxable?: boolean;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

@InputType("CreateBillableTypeInput")
export class CreateBillableTypeInput {
  @Field(() => ID)
  categoryId: string;
  @Field(() => String)
  code: string;
  @Field(() => String)
  name: string;
  @Field(() => DecimalScalar, { nullable: true, description: "Per hour, in the firm's home currency." })
  rate?: string | null;
  @Field(() => Boolean, { nullable: true })
  isBillable?: boolean;
}

@InputType("UpdateBillableTypeInput")
export class UpdateBillableTypeInput {
  @Field(() => ID)
  typeId: string;
  @Field(() => Int)
  expectedVersion: number;
  @Field(() => String, { nullable: true })
  code?: string;
  @Field(() => String, { nullable: true })
  name?: string;
  @Field(() => DecimalScalar, { nullable: true })
  rate?: string | null;
  @Field(() => Boolean, { nullable: true })
  isBillable?: boolean;
  @Field(() => Boolean, { nullable: true })
  isActive?: boolean;
}

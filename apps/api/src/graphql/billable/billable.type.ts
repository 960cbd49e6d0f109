import { Field, Int } from "type-graphql";
import { connectionType } from "../shared/connection.js";
import { GlobalId } from "../shared/global-id.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

@View("BillableCategory", { implements: NodeType })
export class BillableCategoryType {
  @GlobalId()
  id: string;
  @Field(() => String)
  code: string;
  @Field(() => String)
  name: string;
  @Field(() => Boolean)
  isTaxable: boolean;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => Int)
  version: number;
}

export const BillableCategoryConnectionType = connectionType(BillableCategoryType, "BillableCategory");

@View("BillableCategoryPayload")
export class BillableCategoryPayload extends Payload {
  @Field(() => BillableCategoryType, { nullable: true })
  category?: object | null;
}

@View("BillableType", { implements: NodeType })
export class BillableTypeType {
  @GlobalId()
  id: string;
  @Field(() => String)
  code: string;
  @Field(() => String)
  name: string;
  @Field(() => Boolean)
  isBillable: boolean;
  @Field(() => Boolean)
  isActive: boolean;
  @Field(() => Int)
  version: number;
}

export const BillableTypeConnectionType = connectionType(BillableTypeType, "BillableType");

@View("BillableTypePayload")
export class BillableTypePayload extends Payload {
  @Field(() => BillableTypeType, { nullable: true })
  type?: object | null;
}

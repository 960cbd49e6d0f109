import { Field, Float, ID, InputType, Int } from "type-graphql";
import { MappingOriginEnum, MappingSourceKindEnum } from "./mapping.type.js";

@InputType("MapCategoryInput")
export class MapCategoryInput {
  @Field(() => ID, { description: "A billable category, or a billable type." })
  sourceId: string;
  @Field(() => ID, { nullable: true, description: "Null removes the mapping." })
  itemId?: string | null;
  @Field(() => Int, { nullable: true, description: "The version of the mapping the person saw; null when there was none. Left out, it is overwritten." })
  expectedVersion?: number | null;
  @Field(() => Boolean, { defaultValue: true, description: "Send what waited for it at once; when false, the next sync sends it." })
  releaseBlocked: boolean;
}

@InputType("CategoryChoice")
export class CategoryChoice {
  @Field(() => ID)
  sourceId: string;
  @Field(() => ID, { nullable: true })
  itemId?: string | null;
}

@InputType("MapCategoriesInput", { description: "Up to 250 rows of one kind; all are saved or none." })
export class MapCategoriesInput {
  @Field(() => [CategoryChoice])
  mappings: CategoryChoice[];
  @Field(() => MappingOriginEnum, { defaultValue: "user" })
  origin: "user" | "exact" | "likely" | "imported-file";
  @Field(() => Boolean, { defaultValue: true })
  releaseBlocked: boolean;
}

@InputType("AutofillMappingsInput")
export class AutofillMappingsInput {
  @Field(() => MappingSourceKindEnum, { defaultValue: "billable-category" })
  sourceKind: "billable-category" | "billable-type";
  @Field(() => Float, { defaultValue: 0.55 })
  minScore: number;
}

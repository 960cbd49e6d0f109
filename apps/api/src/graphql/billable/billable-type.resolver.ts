import { createBillableType, updateBillableType } from "@tieout/practice";
import { countBillableTypes, listBillableTypes, type BillableTypeView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Access, admins, everybody, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf, keyOrNull } from "../shared/global-id.js";
import { money, MoneyType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { BillableTypesArgs, CreateBillableTypeInput, UpdateBillableTypeInput } from "./billable.inputs.js";
import { BillableCategoryType, BillableTypeConnectionType, BillableTypePayload, BillableTypeType } from "./billable.type.js";

@Resolver(() => BillableTypeType)
export class BillableTypeResolver {
  @Access({ roles: everybody, scopes: ["MAPPING_READ"] })
  @Query(() => BillableTypeConnectionType)
  async billableTypes(@Args(() => BillableTypesArgs) args: BillableTypesArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const filter = { search: args.search, isActive: args.isActive, categoryId: keyOrNull("BillableCategory", args.categoryId, ["categoryId"]) };
    return toConnection(await read((session) => listBillableTypes(session, filter, page)), args.after, () => read((session) => countBillableTypes(session, filter)));
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => BillableTypePayload)
  createBillableType(@Arg("input", () => CreateBillableTypeInput) { categoryId, ...details }: CreateBillableTypeInput, @Ctx() { practice, loaders }: Context): Promise<BillableTypePayload> {
    return answer<BillableTypePayload>(async () => {
      const { id } = await createBillableType(practice, { categoryId: keyOf("BillableCategory", categoryId, ["input", "categoryId"]), ...details });
      return { type: await loaders.type.load(id) };
    }, {});
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => BillableTypePayload)
  updateBillableType(@Arg("input", () => UpdateBillableTypeInput) { typeId, expectedVersion, ...changes }: UpdateBillableTypeInput, @Ctx() { practice, loaders }: Context): Promise<BillableTypePayload> {
    return answer<BillableTypePayload>(async () => {
      const { id } = await updateBillableType(practice, { id: keyOf("BillableType", typeId, ["input", "typeId"]), version: expectedVersion, ...changes });
      return { type: await loaders.type.load(id) };
    }, {});
  }

  @Access({ roles: readers, scopes: ["MAPPING_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "Per hour." })
  rate(@Root() type: BillableTypeView): MoneyType | null {
    return money(type.rate, type.currency);
  }

  @FieldResolver(() => BillableCategoryType)
  category(@Root() type: BillableTypeView, @Ctx() { loaders }: Context) {
    return loaders.category.load(type.categoryId);
  }
}

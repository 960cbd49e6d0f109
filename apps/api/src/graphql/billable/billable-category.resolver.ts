import { createBillableCategory, updateBillableCategory } from "@tieout/practice";
import { countBillableCategories, listBillableCategories, type BillableCategoryView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { Access, admins, everybody, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { money, MoneyType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { BillableCategoriesArgs, CreateBillableCategoryInput, UpdateBillableCategoryInput } from "./billable.inputs.js";
import { BillableCategoryConnectionType, BillableCategoryPayload, BillableCategoryType, BillableTypeType } from "./billable.type.js";

@Resolver(() => BillableCategoryType)
export class BillableCategoryResolver {
  @Access({ roles: everybody, scopes: ["MAPPING_READ"] })
  @Query(() => BillableCategoryConnectionType)
  async billableCategories(@Args(() => BillableCategoriesArgs) args: BillableCategoriesArgs, @Ctx() { read }: Context) {
    const page = pageOf(args);
    const filter = { search: args.search, isActive: args.isActive };
    return toConnection(await read((session) => listBillableCategories(session, filter, page)), args.after, () => read((session) => countBillableCategories(session, filter)));
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => BillableCategoryPayload)
  createBillableCategory(@Arg("input", () => CreateBillableCategoryInput) input: CreateBillableCategoryInput, @Ctx() { practice, loaders }: Context): Promise<BillableCategoryPayload> {
    return answer<BillableCategoryPayload>(async () => ({ category: await loaders.category.load((await createBillableCategory(practice, { ...input })).id) }), {});
  }

  @Access({ roles: admins, scopes: ["FIRM_WRITE"] })
  @Mutation(() => BillableCategoryPayload)
  updateBillableCategory(
    @Arg("input", () => UpdateBillableCategoryInput) { categoryId, expectedVersion, ...changes }: UpdateBillableCategoryInput,
    @Ctx() { practice, loaders }: Context,
  ): Promise<BillableCategoryPayload> {
    return answer<BillableCategoryPayload>(async () => {
      const { id } = await updateBillableCategory(practice, { id: keyOf("BillableCategory", categoryId, ["input", "categoryId"]), version: expectedVersion, ...changes });
      return { category: await loaders.category.load(id) };
    }, {});
  }

  @Access({ roles: readers, scopes: ["MAPPING_READ"] })
  @FieldResolver(() => MoneyType, { nullable: true, description: "Per hour." })
  rate(@Root() category: BillableCategoryView): MoneyType | null {
    return money(category.rate, category.currency);
  }

  @FieldResolver(() => [BillableTypeType])
  types(@Root() category: BillableCategoryView, @Ctx() { loaders }: Context) {
    return loaders.typesOfCategory.load(category.id);
  }
}

import { HubError } from "@tieout/domain";
import { autofillMappings, liveConnection, mapCategories } from "@tieout/practice";
import { ledgerItemsByIds, mappingRows, readFirm, type MappingRow } from "@tieout/store";
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { BillableCategoryType, BillableTypeType } from "../billable/billable.type.js";
import { Access, bookkeepers, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { encodeId, keyOf, keyOrNull, readId } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer } from "../shared/user-error.js";
import { readMappingSheet, toMappingRow, type MappingSourceKind } from "./mapping-sheet.js";
import { AutofillMappingsInput, MapCategoriesInput, MapCategoryInput } from "./mapping.inputs.js";
import { AutofillMappingsPayload, MapCategoriesPayload, MapCategoryPayload, MappingSheetType, MappingSourceKindEnum, MappingType, type MappingRowType } from "./mapping.type.js";

interface Choice {
  sourceId: string;
  itemId: string | null;
  expectedVersion?: number | null;
}

@Resolver(() => MappingSheetType)
export class MappingResolver {
  @Access({ roles: readers, scopes: ["MAPPING_READ"] })
  @Query(() => MappingSheetType)
  async mappings(@Arg("sourceKind", () => MappingSourceKindEnum, { nullable: true, defaultValue: "billable-category" }) sourceKind: MappingSourceKind | null, @Ctx() { links, read }: Context) {
    const connection = await links.connection();
    return read((session) => readMappingSheet(session, connection, sourceKind ?? "billable-category"));
  }

  @Access({ roles: bookkeepers, scopes: ["MAPPING_WRITE"] })
  @Mutation(() => MapCategoryPayload, { description: "Says as what service a category or type is sold. Only a stored mapping is ever used." })
  mapCategory(@Arg("input", () => MapCategoryInput) input: MapCategoryInput, @Ctx() context: Context): Promise<MapCategoryPayload> {
    return idempotent(context, "mapCategory", input, () =>
      answer<MapCategoryPayload>(async () => {
        const sourceKind = sourceKindOf(input.sourceId, ["input", "sourceId"]);
        const choice = { sourceId: sourceKey(input.sourceId, sourceKind, ["input", "sourceId"]), itemId: keyOrNull("LedgerItem", input.itemId, ["input", "itemId"]), expectedVersion: input.expectedVersion };
        const { rows, released } = await save(context, sourceKind, [choice], "user", input.releaseBlocked);
        return { row: rows[0] ?? null, releasedInvoices: released };
      }, { releasedInvoices: 0 }),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["MAPPING_WRITE"] })
  @Mutation(() => MapCategoriesPayload)
  mapCategories(@Arg("input", () => MapCategoriesInput) input: MapCategoriesInput, @Ctx() context: Context): Promise<MapCategoriesPayload> {
    return idempotent(context, "mapCategories", input, () =>
      answer<MapCategoriesPayload>(async () => {
        const sourceKind = sourceKindOf(input.mappings[0]?.sourceId ?? "", ["input", "mappings", "0", "sourceId"]);
        const choices = input.mappings.map(({ sourceId, itemId }, index) => ({
          sourceId: sourceKey(sourceId, sourceKind, ["input", "mappings", String(index), "sourceId"]),
          itemId: keyOrNull("LedgerItem", itemId, ["input", "mappings", String(index), "itemId"]),
        }));
        const { rows, released } = await save(context, sourceKind, choices, input.origin, input.releaseBlocked);
        return { rows, releasedInvoices: released };
      }, { rows: [], releasedInvoices: 0 }),
    );
  }

  @Access({ roles: bookkeepers, scopes: ["MAPPING_READ"] })
  @Mutation(() => AutofillMappingsPayload, { description: "Proposes services for every row that has none; saves nothing." })
  autofillMappings(@Arg("input", () => AutofillMappingsInput) input: AutofillMappingsInput, @Ctx() { practice, read }: Context): Promise<AutofillMappingsPayload> {
    return answer<AutofillMappingsPayload>(async () => {
      const { proposals, unmatched } = await autofillMappings(practice, { ...input });
      const ids = [...new Set(proposals.flatMap(({ suggestions }) => suggestions.map(({ itemId }) => itemId)))];
      const items = new Map((await read((session) => ledgerItemsByIds(session, ids))).map((item) => [item.id, item]));
      const type = input.sourceKind === "billable-category" ? "BillableCategory" : "BillableType";
      return {
        proposals: proposals.map(({ sourceId, suggestions }) => ({
          sourceId: encodeId(type, sourceId),
          suggestions: suggestions.flatMap(({ itemId, ...suggestion }) => {
            const item = items.get(itemId);
            return item ? [{ ...suggestion, item }] : [];
          }),
        })),
        unmatched,
      };
    }, { proposals: [], unmatched: 0 });
  }
}

@Resolver(() => BillableCategoryType)
export class CategoryMappingFields {
  @FieldResolver(() => MappingType, { nullable: true })
  mapping(@Root() { id }: { id: string }, @Ctx() { loaders }: Context) {
    return loaders.mappingOf("billable-category").load(id);
  }
}

@Resolver(() => BillableTypeType)
export class TypeMappingFields {
  @FieldResolver(() => MappingType, { nullable: true })
  mapping(@Root() { id }: { id: string }, @Ctx() { loaders }: Context) {
    return loaders.mappingOf("billable-type").load(id);
  }
}

async function save(context: Context, sourceKind: MappingSourceKind, choices: Choice[], origin: "user" | "exact" | "likely" | "imported-file", isReleasing: boolean): Promise<{ rows: MappingRowType[]; released: number }> {
  const { app, practice, read, signedIn } = context;
  const mappings = choices.map(({ expectedVersion, ...choice }) => (expectedVersion === undefined ? choice : { ...choice, expectedVersion }));
  const saved = await mapCategories(practice, { sourceKind, mappings, origin });
  const { id: connectionId } = await read(liveConnection);
  const sources = choices.map(({ sourceId }) => ({ kind: sourceKind, id: sourceId }));
  const { released } = await app.engine.mappingChanged({ firmId: signedIn.firmId, connectionId, actor: practice.actor, trigger: context.trigger, sources, isSending: isReleasing });
  return { rows: await shown(context, connectionId, sourceKind, saved), released };
}

/** The rows as they are after the release, in the order they were sent. */
function shown({ read }: Context, connectionId: string, sourceKind: MappingSourceKind, saved: readonly MappingRow[]): Promise<MappingRowType[]> {
  return read(async (session) => {
    const { homeCurrency } = await readFirm(session);
    const rows = await mappingRows(session, connectionId, sourceKind, saved.map((row) => row.id));
    const items = new Map((await ledgerItemsByIds(session, rows.flatMap((row) => row.targetId ?? []))).map((item) => [item.id, item]));
    return rows.map((row) => toMappingRow(row, sourceKind, homeCurrency, items));
  });
}

function sourceKindOf(id: string, field: readonly string[]): MappingSourceKind {
  const type = readId(id)?.type;
  if (type === "BillableCategory") return "billable-category";
  if (type === "BillableType") return "billable-type";
  throw new HubError("INVALID", "Give the id of a billable category or of a billable type.", field);
}

function sourceKey(id: string, sourceKind: MappingSourceKind, field: readonly string[]): string {
  return keyOf(sourceKind === "billable-category" ? "BillableCategory" : "BillableType", id, field);
}

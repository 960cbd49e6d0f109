import { graphql, type ResultOf } from "../../lib/graphql.js";

const itemFields = graphql(`
  fragment MappingItem on LedgerItem @_unmask { id ledgerId name fullName sku incomeAccount isActive url }
`);

const rowFields = graphql(
  `
  fragment MappingRowFields on MappingRow @_unmask {
    id code name isActive status waitingInvoices
    waitingAmount { amount currency }
    mapping { id chosenName origin confirmedBy confirmedAt version item { ...MappingItem } }
  }
`,
  [itemFields],
);

export const mappingSheetQuery = graphql(
  `
  query MappingSheet($set: MappingSourceKind!) {
    mappings(sourceKind: $set) {
      rows { ...MappingRowFields }
      items { ...MappingItem }
      defaultItem { ...MappingItem }
      readAt
    }
  }
`,
  [rowFields, itemFields],
);

/** Changes when a run went through; then what waits for a mapping may have changed too. */
export const freshnessQuery = graphql(`query MappingFreshness { connection { id state stage lastSuccessAt } }`);

export const autofillMutation = graphql(`
  mutation AutofillMappings($input: AutofillMappingsInput!) {
    autofillMappings(input: $input) {
      proposals { sourceId suggestions { score band reason isTied item { id } } }
      unmatched
      userErrors { code field message }
    }
  }
`);

export const mapCategoriesMutation = graphql(
  `
  mutation MapCategories($input: MapCategoriesInput!) {
    mapCategories(input: $input) {
      rows { ...MappingRowFields }
      releasedInvoices
      userErrors { code field message }
    }
  }
`,
  [rowFields],
);

/** What mappings released waits as everything does; a run of everything sends it. */
export const sendReleasedMutation = graphql(`
  mutation SendReleased($input: SyncNowInput) {
    syncNow(input: $input) { run { id number state kind phase done total } userErrors { code field message } }
  }
`);

export const setDefaultItemMutation = graphql(
  `
  mutation SetDefaultItem($input: SetDefaultItemInput!) {
    setDefaultItem(input: $input) {
      connection { id settings { defaultItem { ...MappingItem } } }
      userErrors { code field message }
    }
  }
`,
  [itemFields],
);

type Sheet = ResultOf<typeof mappingSheetQuery>["mappings"];
export type SourceSet = "BILLABLE_CATEGORY" | "BILLABLE_TYPE";
/** A service of QuickBooks. */
export type Service = Sheet["items"][number];
/** A billable category or type with what it is sold as. */
export type SheetRow = Sheet["rows"][number];
export type Proposal = ResultOf<typeof autofillMutation>["autofillMappings"]["proposals"][number];
export type Suggestion = Proposal["suggestions"][number];
export type Band = Suggestion["band"];
export type Origin = NonNullable<SheetRow["mapping"]>["origin"];

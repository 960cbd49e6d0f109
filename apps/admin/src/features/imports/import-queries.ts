import { graphql, type Json, type ResultOf } from "../../lib/graphql.js";

export const importsQuery = graphql(`
  query Imports { imports(first: 50) { nodes { id kind source fileName state rowsRead createdBy createdAt counts { verdict count } } } }
`);
export type ImportListRow = ResultOf<typeof importsQuery>["imports"]["nodes"][number];

const head = graphql(`fragment ImportHead on Import @_unmask { id kind source fileName state rowsRead rowsDone failure createdBy createdAt committedAt counts { verdict count } }`);

export const importQuery = graphql(
  `
  query Import($id: ID!) {
    import(id: $id) {
      ...ImportHead
      values { field value rows minutes targetId targetLabel isSkipped isDecided proposals { targetId label score } }
    }
  }
`,
  [head],
);
export type ImportDetail = NonNullable<ResultOf<typeof importQuery>["import"]>;
export type ImportValue = ImportDetail["values"][number];
export type Verdict = ImportDetail["counts"][number]["verdict"];

export const importRowsQuery = graphql(`
  query ImportRows($id: ID!, $after: String, $verdicts: [ImportVerdict!]) {
    import(id: $id) {
      id
      rows(first: 50, after: $after, verdicts: $verdicts) { nodes { line verdict reasons content recordId } pageInfo { hasNextPage endCursor } totalCount }
    }
  }
`);
export type ImportRow = NonNullable<ResultOf<typeof importRowsQuery>["import"]>["rows"]["nodes"][number];

export const importProgressSubscription = graphql(`subscription ImportProgress($id: ID!) { importProgress(importId: $id) { isFinal import { ...ImportHead } } }`, [head]);

export const decideValuesMutation = graphql(
  `
  mutation DecideImportValues($input: DecideImportValuesInput!) {
    decideImportValues(input: $input) {
      import { ...ImportHead values { field value rows minutes targetId targetLabel isSkipped isDecided proposals { targetId label score } } }
      userErrors { code field message }
    }
  }
`,
  [head],
);
export const commitImportMutation = graphql(`mutation CommitImport($input: CommitImportInput!) { commitImport(input: $input) { import { ...ImportHead } userErrors { code field message } } }`, [head]);
export const discardImportMutation = graphql(`mutation DiscardImport($input: ImportInput!) { discardImport(input: $input) { import { ...ImportHead } userErrors { code field message } } }`, [head]);

/** How many rows of an import have a verdict. */
export function countOf(counts: readonly { readonly verdict: Verdict; readonly count: number }[], ...verdicts: readonly Verdict[]): number {
  return counts.filter((each) => verdicts.includes(each.verdict)).reduce((sum, each) => sum + each.count, 0);
}

/** A text of a row's content, by the first of these names that has one. */
export function textOf(content: Json, ...names: readonly string[]): string {
  if (content === null || typeof content !== "object" || Array.isArray(content)) return "";
  const fields = content as { readonly [key: string]: Json };
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return "";
}

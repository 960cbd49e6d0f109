import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

/** Kept by company, not by firm: what QuickBooks limits is calls to a company. */
const ofNoFirm = ["throttle", "throttle_turn"];

/** Texts of the SQL in a source, `${...}` and all. */
function statementsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) {
      if (/\bhub\.\w|\bfrom \$\{/.test(node.getText())) found.push(node.getText());
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("queries.ts", source, ts.ScriptTarget.Latest, true));
  return found;
}

/** Tables a statement reads or changes without saying whose rows: each needs its own `firm_id`, by its alias where it has one. */
function unnamedIn(statement: string): string[] {
  const missing: string[] = [];
  const mentions = (word: string): number => statement.match(new RegExp(`(?<![\\w.])${word}`, "g"))?.length ?? 0;
  const bare = new Map<string, number>();
  for (const [, verb, table = "", alias] of statement.matchAll(/\b(from|join|update|into)\s+hub\.(\w+)\b(?!\()(?:\s+as)?(?:\s+(?!(?:set|where|on|left|join|cross|order|group|values|using|limit|for|select|union)\b)([a-z_]+))?/g)) {
    if (ofNoFirm.includes(table)) continue;
    const key = table === "firm" ? "id" : "firm_id";
    // `Conditions` begin with the firm of the listed table.
    const isListed = new RegExp(`hub\\.${table} as ${alias} where \\$\\{\\w+\\.sql\\}`).test(statement);
    if (alias && !isListed && mentions(`${alias}\\.${key}\\b`) === 0) missing.push(`${verb} ${table} ${alias}`);
    if (!alias) bare.set(key, (bare.get(key) ?? 0) + 1);
  }
  for (const [key, tables] of bare) if (mentions(`(\\w+\\.)?${key}\\b`) < tables) missing.push(`${tables} tables without alias`);
  // A list's source is written once and asked in several statements; each says whose rows.
  const lists = statement.match(/\bfrom \$\{(?:\w+\.)?(?:from|itemsFrom)(?:\(\w+\))?\}/g)?.length ?? 0;
  const named = statement.match(/\bfrom \$\{[^}]+\}\s+where (?:\w+\.firm_id|\$\{where\}|\$\{conditions\.sql\})/g)?.length ?? 0;
  if (named < lists) missing.push("a list's source");
  return missing;
}

it("names the firm of every table in every statement, beside row-level security", () => {
  const sources = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !name.includes(".test.")).map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), "utf8") }));
  const statements = sources.flatMap(({ name, text }) => statementsOf(text).map((statement) => ({ name, statement })));
  expect(statements.length).toBeGreaterThan(200);
  expect(statements.flatMap(({ name, statement }) => unnamedIn(statement).map((what) => `${name}: ${what}: ${statement.replace(/\s+/g, " ").slice(0, 100)}`))).toEqual([]);
});

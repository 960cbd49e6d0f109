import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { faultMatrix } from "./fault-matrix.js";
import { plantedBugs } from "./planted-bugs.js";

const root = new URL("../../../../", import.meta.url);
const page = readFileSync(new URL("apps/docs/failures.md", root), "utf8");

const cellsOf = (line: string): string[] => line.split("|").slice(1, -1).map((cell) => cell.trim());
const lines = page.split("\n").filter((line) => line.startsWith("|")).map(cellsOf);
/** A row of a table: what shows the case, or why nothing does. */
const cases = lines.flatMap(([id = "", , , shownBy = ""]) => (/^(FC|IR)-\d\d$/.test(id) ? [{ id, shownBy }] : []));

const numbers = (kind: string, ...spans: [number, number][]) => spans.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => `${kind}-${String(from + index).padStart(2, "0")}`));
const words = { "In part: ": "in part", "Not shown: ": "not shown", "Does not apply: ": "does not apply" } as const;
const standingOf = (shownBy: string) => Object.entries(words).find(([word]) => shownBy.startsWith(word)) ?? (["", "shown"] as const);

/** What a cell names, and whatever of it is none of the forms the page explains. */
function evidenceOf(shownBy: string): { tests: { file: string; title: string }[]; faults: string[]; bugs: string[]; rest: string[] } {
  const [word, standing] = standingOf(shownBy);
  const parts = shownBy.slice(word.length).split("<br>").filter((part) => standing !== "in part" || !part.startsWith("Missing: "));
  const tests = parts.flatMap((part) => { const [, file, title] = /^`([^`]+)` "(.+)"$/.exec(part) ?? []; return file && title ? [{ file, title }] : []; });
  const named = (word: string) => parts.flatMap((part) => (part.startsWith(`${word} \``) ? [...part.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name) : []));
  const rest = parts.filter((part) => !/^`[^`]+` ".+"$|^(fault matrix|planted bug) `[^`]+`(, `[^`]+`)*$/.test(part));
  return { tests, faults: named("fault matrix"), bugs: named("planted bug"), rest };
}

test("every failure and every requirement stands on the page once", () => {
  expect(cases.map(({ id }) => id).sort()).toEqual([...numbers("FC", [1, 20], [25, 32], [35, 64]), ...numbers("IR", [1, 18], [20, 44])]);
});

const shown = cases.filter(({ shownBy }) => ["shown", "in part"].includes(standingOf(shownBy)[1]));
test.each(shown)("what shows $id is there under that name", ({ shownBy }) => {
  const { tests, faults, bugs, rest } = evidenceOf(shownBy);
  expect(rest).toEqual([]);
  expect(tests.length + faults.length + bugs.length).toBeGreaterThan(0);
  for (const { file, title } of tests) {
    expect(file).toMatch(/\.(test|journey)\.ts$/);
    const path = new URL(file, root);
    expect([file, title, existsSync(path) && readFileSync(path, "utf8").includes(`("${title}"`)]).toEqual([file, title, true]);
  }
  expect(faults.filter((name) => !faultMatrix().some(({ fault }) => fault === name))).toEqual([]);
  expect(bugs.filter((name) => !plantedBugs.some((bug) => bug.name === name))).toEqual([]);
});

test("what is not shown, or only in part, says why", () => {
  for (const { id, shownBy } of cases) {
    const [word, standing] = standingOf(shownBy);
    expect([id, standing === "in part" ? /<br>Missing: .{10}/.test(shownBy) : standing === "shown" || shownBy.length > word.length + 10]).toEqual([id, true]);
  }
});

test("the counts at the head are those of the tables", () => {
  const counted = (kind: string) => ["shown", "in part", "not shown", "does not apply"].map((standing) => String(cases.filter(({ id, shownBy }) => id.startsWith(kind) && standingOf(shownBy)[1] === standing).length));
  const head = (kind: string) => lines.find(([name]) => name?.endsWith(`(${kind})`))?.slice(1);
  expect([head("FC"), head("IR")]).toEqual([counted("FC"), counted("IR")]);
});

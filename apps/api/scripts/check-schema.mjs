// Fails when schema.graphql breaks what the last release promised (API-14): a program written against it would stop working.
// The release is the newest tag v…; before the first one, the last commit.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { BreakingChangeType, buildSchema, findBreakingChanges, findDangerousChanges } from "graphql";

const file = "apps/api/schema.graphql";
const root = new URL("../../../", import.meta.url);
const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 16 * 1024 * 1024 }).trim();

function released() {
  let base = "HEAD";
  try {
    base = git("describe", "--tags", "--abbrev=0", "--match", "v*");
  } catch {
    // No release yet.
  }
  try {
    return { base, text: git("show", `${base}:${file}`) };
  } catch {
    return null;
  }
}

/** What to do about it, beside what broke. */
const advice = {
  [BreakingChangeType.FIELD_REMOVED]: "Keep it and mark it @deprecated for twelve months.",
  [BreakingChangeType.TYPE_REMOVED]: "Keep it and mark its fields @deprecated for twelve months.",
  [BreakingChangeType.ARG_REMOVED]: "Keep it and let it have no effect, or deprecate the field.",
  [BreakingChangeType.REQUIRED_ARG_ADDED]: "Give it a default, or make it optional.",
  [BreakingChangeType.REQUIRED_INPUT_FIELD_ADDED]: "Give it a default, or make it optional.",
  [BreakingChangeType.VALUE_REMOVED_FROM_ENUM]: "Keep the value; stop giving it out.",
};

const before = released();
if (!before) {
  console.log(`There is no earlier ${file} to compare with (no git history); nothing is checked.`);
} else {
  const [old, now] = [buildSchema(before.text), buildSchema(readFileSync(new URL(file, root), "utf8"))];
  const breaking = findBreakingChanges(old, now);
  for (const { type, description } of breaking) console.log(`Breaks programs written for ${before.base}: ${description} ${advice[type] ?? "Add a new field beside it and deprecate the old one."}`);
  for (const { description } of findDangerousChanges(old, now)) console.log(`Worth a line in CHANGELOG.md: ${description}`);
  if (breaking.length > 0) process.exit(1);
}

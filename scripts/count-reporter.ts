import type { TestError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

/** Ends every run with one line that people and machines read alike: `N passed, N failed`. Before it stand the tests that passed only when tried again, and what failed at first. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const shaky: string[] = [];
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    for (const module of modules) {
      // A file that could not be loaded counts as one failure: its tests never ran.
      if (module.errors().length > 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state, errors = [] } = test.result();
        if (test.diagnostic()?.flaky) shaky.push(`${test.module.relativeModuleId} > ${test.fullName}${errors.map(whatFailed).join("")}`);
        count[state === "passed" || state === "failed" ? state : "skipped"] += 1;
      }
    }
    process.once("exit", () => {
      for (const name of shaky) console.log(`passed only when tried again: ${name}`);
      if (count.skipped > 0) console.log(`\n${count.skipped} skipped, each for the reason it gives`);
      console.log(`\n${count.passed} passed, ${count.failed} failed`);
    });
  }
}

function whatFailed({ message, diff, stacks = [] }: TestError): string {
  const [place] = stacks;
  return `\n  ${message}${place ? ` (${place.file}:${place.line})` : ""}${diff ? `\n${diff}` : ""}`;
}

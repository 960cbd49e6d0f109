import { defineConfig } from "vitest/config";

// Tests read sources, never a build: the same condition TypeScript uses.
const conditions = ["@tieout/source", "node"];

// The global set-up runs outside the projects and knows no condition: it, too, must take the sources.
const sources = [
  { find: /^@tieout\/([a-z-]+)$/, replacement: `${import.meta.dirname}/packages/$1/src/index.ts` },
  { find: /^@tieout\/([a-z-]+)\/testing$/, replacement: `${import.meta.dirname}/packages/$1/src/testing.ts` },
];

// What proves the guarantees is believed the first time or not at all: a duplicate that shows once in a hundred runs is a duplicate.
const proofs = ["packages/sync/src/engine/{engine,fault-matrix,kills,lost-answers,lost-client,lost-twins,model,model-second-half,planted-bugs,refused-batch,undo}.integration.test.ts", "apps/bench/src/campaign/campaign.integration.test.ts"];

export default defineConfig({
  resolve: { conditions, alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }, ...sources] },
  ssr: { resolve: { conditions } },
  test: {
    reporters: ["default", "./scripts/count-reporter.ts"],
    globalSetup: ["scripts/test-postgres.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
    maxWorkers: 2,
    // Elsewhere, but for journeys, which go on from where they stand, a second try is allowed on a busy machine; the reporter names every test that needed it.
    projects: [
      {
        extends: true,
        test: { name: "suite", include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.{ts,tsx}"], exclude: ["**/node_modules/**", "apps/e2e/**", ...proofs], setupFiles: ["scripts/test-seed.ts"], retry: 1 },
      },
      {
        extends: true,
        test: { name: "proofs", include: proofs, setupFiles: ["scripts/test-seed.ts"] },
      },
      {
        extends: true,
        // Journeys drive the built product in a browser, one after the other.
        test: { name: "journeys", include: ["apps/e2e/src/**/*.journey.ts"], globalSetup: ["apps/e2e/src/demo-firm.ts"], testTimeout: 180_000, hookTimeout: 300_000, fileParallelism: false, sequence: { groupOrder: 1 }, expect: { poll: { timeout: 30_000 } } },
      },
    ],
  },
});

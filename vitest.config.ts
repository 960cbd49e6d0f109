import { defineConfig } from "vitest/config";

// Tests read sources, never a build: the same condition TypeScript uses.
const sourceFirst = ["@tieout/source", "node"];

export default defineConfig({
  resolve: { conditions: sourceFirst, alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  ssr: { resolve: { conditions: sourceFirst } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts"],
    exclude: ["**/node_modules/**", "apps/e2e/**", "apps/admin/**"],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: ["scripts/test-postgres.ts"],
  },
});

// Who may import whom (apps/docs/architecture.md has the table). A failing rule says where the code should go.
const layer = (name, from, mayImport, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.tsx?$|/testing(/|\\.ts$)" },
  to: { path: "^(packages|apps)/", pathNot: [from, ...mayImport.map((p) => `^packages/${p}/`)].join("|") },
});

module.exports = {
  forbidden: [
    layer("domain-alone", "^packages/domain/", [], "domain imports nothing of the workspace: rules over I/O belong to practice or sync."),
    layer("store-below", "^packages/store/", ["domain"], "store knows SQL and domain, nothing else."),
    layer("adapter-below", "^packages/quickbooks/", ["domain"], "the adapter speaks HTTP and ledger documents; it knows no database and no engine."),
    layer("imports-below", "^packages/imports/", ["domain"], "imports turns files into rows; what happens to rows belongs to practice."),
    layer("practice-over-store", "^packages/practice/", ["domain", "store"], "practice never talks to a ledger; what moves belongs to sync."),
    layer("sync-over-store", "^packages/sync/", ["domain", "store"], "sync receives a Ledger; it never imports the adapter."),
    layer("emulator-alone", "^packages/quickbooks-emulator/", [], "a type shared with the emulator would hide a shared mistake."),
    layer("testkit", "^packages/testkit/", ["domain", "store", "practice", "quickbooks-emulator"], "testkit builds on records and the emulator only."),
    layer("api-composes", "^apps/api/", ["domain", "store", "practice", "quickbooks", "sync", "imports"], "the API composes packages, no apps."),
    layer("admin-alone", "^apps/admin/", [], "the SPA knows the API by schema.graphql only."),
    layer("emulator-app", "^apps/emulator/", ["quickbooks-emulator"], "the emulator's server runs the emulator, nothing else."),
    { name: "flow-imports-no-flow", severity: "error", comment: "shared steps of flows belong to sync/src/engine or sync/src/resolve.", from: { path: "^packages/sync/src/flows/(?!index\\.ts)([^/]+)\\.ts$", pathNot: "\\.test\\.ts$" }, to: { path: "^packages/sync/src/flows/", pathNot: "^packages/sync/src/flows/($1|define-flow|flow)\\.ts$" } },
    { name: "feature-imports-no-feature", severity: "error", comment: "features meet through urls.ts; shared pieces rise to src/ui.", from: { path: "^apps/admin/src/features/([^/]+)/" }, to: { path: "^apps/admin/src/features/", pathNot: "^apps/admin/src/features/($1/|[^/]+/urls\\.ts$)" } },
    { name: "no-circle", severity: "error", comment: "a circle means one of the two does a second thing.", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only", "dynamic-import"] } } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["@tieout/source", "import", "node", "default"] },
  },
};

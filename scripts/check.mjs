// Everything that can be wrong without running the product: one line per check, the output only of what failed.
import { spawnSync } from "node:child_process";

const checks = [
  ["types", "turbo", ["run", "types", "--output-logs=errors-only", "--concurrency=2"]],
  ["lint", "oxlint", ["--deny-warnings", "packages", "apps", "scripts"]],
  ["boundaries", "depcruise", ["--config", "dependency-cruiser.config.cjs", "packages", "apps"]],
  ["dead code", "knip", ["--no-progress"]],
  ["API schema", "node", ["apps/api/scripts/check-schema.mjs"]],
  ["compose file", "node", ["scripts/check-compose.mjs"]],
];

let failed = 0;
for (const [name, command, args] of checks) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1" } });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    console.log(`ok      ${name} (${seconds} s)`);
  } else {
    failed += 1;
    console.log(`failed  ${name} (${seconds} s)\n${stdout ?? ""}${stderr ?? ""}`);
  }
}
if (failed > 0) {
  console.log(`\n${failed} of ${checks.length} checks failed.`);
  process.exit(1);
}

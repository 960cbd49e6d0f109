import { parseArgs } from "node:util";
import { runBench } from "./run.js";

const usage = `pnpm bench [--json] [--quick] [words...]

  words     only scenarios whose name begins with one of them: import, idle, invoices, read-50-clients ...; "sync", "reads", "webhooks" and "emulator" stand for all of a kind
  --json    one JSON array on standard output; everything else goes to standard error
  --quick   one short round of each reading and webhook scenario: shows that it works, its figures mean little
`;

async function main(args: string[]): Promise<void> {
  if (args[0] === "part") {
    const { runPart } = await import("./run-part.js");
    await runPart(args[1] ?? "");
    return;
  }
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean" }, quick: { type: "boolean" }, help: { type: "boolean" } } });
  if (values.help) process.stdout.write(usage);
  else await runBench({ words: positionals, isJson: values.json ?? false, isQuick: values.quick ?? false });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

import { parseArgs } from "node:util";
import { workAsVictim, type VictimOptions } from "@tieout/sync/testing";
import { campaignNames, runCampaign } from "./campaign/campaign.js";
import { runPart } from "./run-part.js";
import { tellShare, type ModelShare } from "./campaign/model.js";

const usage = `pnpm campaign ${campaignNames.join("|")} [--seed N] [--cells N|all] [--real-waits]

  faults    every fault in every operation at every moment, in this process
  kills     a process that syncs is ended by SIGKILL at its Nth exchange, for every N
  model     random edits on both sides with random faults, in two processes where there are two cores; 10,000 stories when --cells is absent
  processes three API processes on one database, with clocks 11 minutes apart, killed in turn, and a database that goes away or crashes; 60 rounds when --cells is absent
  scale     a first import of 10,000 clients and one of 100,000, and hours at rest of each; 5,000 invoices planned and sent, and 50,000: held against statements, processor time and memory; then ten minutes of 10,000 connected firms
  --seed    which cells or moments are drawn, and in which order; 1 when absent
  --cells   how many; all when absent. Of the scale: so many firms, coming due as quickly after each other, and a tenth of the clients and invoices
  --real-waits   of the processes: nobody moves a clock, leases and lost answers take their minutes

The last line is one JSON object. Ends with 1 when a promise was broken.
`;

async function main(args: string[]): Promise<void> {
  if (args[0] === "victim") {
    process.send?.(await workAsVictim(JSON.parse(process.env["CAMPAIGN_VICTIM"] ?? "{}") as VictimOptions));
    process.disconnect();
    return;
  }
  if (args[0] === "part") return runPart(args[1] ?? "");
  if (args[0] === "model-share") {
    await tellShare(JSON.parse(process.env["CAMPAIGN_SHARE"] ?? "{}") as ModelShare, (told) => process.send?.(told));
    process.disconnect();
    return;
  }
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { seed: { type: "string", default: "1" }, cells: { type: "string", default: "all" }, "real-waits": { type: "boolean", default: false } } });
  const name = campaignNames.find((known) => known === positionals[0]);
  const seed = Number(values.seed);
  const cells = values.cells === "all" ? null : Number(values.cells);
  if (!name || !Number.isSafeInteger(seed) || (cells !== null && !(Number.isSafeInteger(cells) && cells > 0))) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  const { result, isPassed } = await runCampaign(name, { seed, cells, isReal: values["real-waits"], say: (line) => process.stderr.write(`${line}\n`) });
  process.stdout.write(`${JSON.stringify(result)}\n`);
  if (!isPassed) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

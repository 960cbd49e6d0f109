import { createEmulator } from "@tieout/quickbooks-emulator";
import { createTestDatabase } from "@tieout/store/testing";
import { stopParts } from "../../part.js";
import { companiesAt } from "../../sync/quickbooks.js";
import type { CampaignOptions } from "../campaign.js";
import type { Tally } from "../tally.js";
import { randomOf } from "@tieout/sync/testing";
import type { ScaleBench } from "./bench.js";
import { allFirms, keepFirms } from "./firms.js";
import { importClients } from "./imports.js";
import { pushInvoices } from "./invoices.js";

/** Large firms and many firms: what they cost, and whether every promise is kept there, too. */
export async function runScale({ seed, cells, say }: CampaignOptions, tally: Tally): Promise<void> {
  const many = cells === null ? 100_000 : 10_000;
  const emulator = createEmulator({ throttle: false });
  const { url, close } = await emulator.listen(0);
  const bench: ScaleBench = { emulator, foundCompany: companiesAt(url), makeDatabase: createTestDatabase, say, tally };
  try {
    const few = await importClients(bench, many / 10, null);
    await importClients(bench, many, few);
    const fewer = await pushInvoices(bench, many / 20, null);
    await pushInvoices(bench, many / 2, fewer);
    await keepFirms(bench, cells ?? allFirms, randomOf(seed));
  } finally {
    await stopParts();
    await close();
  }
}

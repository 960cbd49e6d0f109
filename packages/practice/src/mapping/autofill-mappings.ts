import { ledgerItems, openMappingSources } from "@tieout/store";
import { z } from "zod";
import { liveConnection } from "../connection/live-connection.js";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";
import { suggestInThread } from "./suggest-in-thread.js";
import type { Suggestion } from "./suggest-services.js";

const Input = z.object({
  sourceKind: z.enum(["billable-category", "billable-type"]),
  /** Suggestions below it are left out; 0.55 is where they begin to be worth a look. */
  minScore: z.number().min(0).max(1).default(0.55),
});

export interface MappingProposals {
  proposals: { sourceId: string; suggestions: Suggestion[] }[];
  /** Rows nothing comes near. */
  unmatched: number;
}

/**
 * Proposes a service for every active row that has none, by equal code, name or SKU and by likeness. Saves nothing: a suggestion never
 * looks like a saved value (D5); `mapCategories` saves what a person accepted.
 */
export async function autofillMappings({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<MappingProposals> {
  const { sourceKind, minScore } = checkInput(Input, input);
  const { rows, items } = await store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    return { rows: await openMappingSources(session, connection.id, sourceKind), items: await ledgerItems(session, connection.id) };
  });
  const services = items.map(({ id, name, sku }) => ({ id, name, sku }));
  const suggestions = await suggestInThread({ services, rows, minScore });
  const proposals = rows.flatMap(({ id }, index) => (suggestions[index]?.length ? [{ sourceId: id, suggestions: suggestions[index] }] : []));
  return { proposals, unmatched: rows.length - proposals.length };
}

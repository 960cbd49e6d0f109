import { setImmediate as breathe } from "node:timers/promises";
import { bestOf, mappingMatcher, scoreBand, type MappingAlternative } from "@tieout/domain";
import { ledgerItems, mappingRows, type ItemRow } from "@tieout/store";
import { z } from "zod";
import { liveConnection } from "../connection/live-connection.js";
import type { PracticeContext } from "../context.js";
import { checkInput } from "../operate.js";

const Input = z.object({
  sourceKind: z.enum(["billable-category", "billable-type"]),
  /** Suggestions below it are left out; 0.55 is where they begin to be worth a look. */
  minScore: z.number().min(0).max(1).default(0.55),
});

export interface Suggestion {
  item: ItemRow;
  /** 0 to 1; from 0.95 exact, from 0.85 likely. */
  score: number;
  band: "exact" | "likely" | "unsure";
  reason: "same-code" | "same-sku" | "same-name" | "similar-name";
  /** Another service fits equally well, two of one name for instance: a person chooses, so the band is unsure whatever the score. */
  isTied: boolean;
}

export interface MappingProposals {
  proposals: { sourceId: string; suggestions: Suggestion[] }[];
  /** Rows nothing comes near. */
  unmatched: number;
}

const rowsABreath = 100;

/**
 * Proposes a service for every active row that has none, by equal code, name or SKU and by likeness. Saves nothing: a suggestion never
 * looks like a saved value (D5); `mapCategories` saves what a person accepted.
 */
export async function autofillMappings({ store, actor }: PracticeContext, input: z.input<typeof Input>): Promise<MappingProposals> {
  const { sourceKind, minScore } = checkInput(Input, input);
  const { rows, items } = await store.withFirm(actor.firmId, async (session) => {
    const connection = await liveConnection(session);
    return { rows: await mappingRows(session, connection.id, sourceKind), items: await ledgerItems(session, connection.id) };
  });
  const open = rows.filter((row) => row.isActive && (row.status === "unmapped" || row.status === "default-item"));
  const suggest = suggester(items);
  const proposals: MappingProposals["proposals"] = [];
  for (const [index, row] of open.entries()) {
    // Ten thousand rows are a good part of a second of work: everybody else's requests go in between.
    if (index % rowsABreath === 0) await breathe();
    proposals.push({ sourceId: row.id, suggestions: suggest(row).filter((suggestion) => suggestion.score >= minScore) });
  }
  const found = proposals.filter((proposal) => proposal.suggestions.length > 0);
  return { proposals: found, unmatched: proposals.length - found.length };
}

/** A service that is the code, the name or both counts first; likeness is asked of the name only, since codes that are nearly alike are different codes. */
function suggester(items: readonly ItemRow[]): (row: { code: string; name: string }) => Suggestion[] {
  const { equal, alike } = mappingMatcher(items.map((item) => ({ id: item.id, name: item.name, ...(item.sku ? { code: item.sku } : {}) })));
  return ({ code, name }) => {
    const byCode = equal(code);
    const best = bestOf([...byCode, ...equal(name), ...equal(`${code} ${name}`), ...alike(name)]);
    const isTie = best.length > 1 && best[1]?.score === best[0]?.score;
    return best.flatMap((match) => {
      const item = items[match.place];
      const band = scoreBand(match.score);
      if (!item || band === "none") return [];
      const isTied = isTie && match.score === best[0]?.score;
      // Two services of one name (UX-37): a person chooses by path and id, so neither is preselected.
      return [{ item, score: match.score, band: isTied ? "unsure" : band, reason: reasonFor(match, byCode.includes(match)), isTied }];
    });
  };
}

function reasonFor({ reason, part }: MappingAlternative, isOfCode: boolean): Suggestion["reason"] {
  if (reason === "similar") return "similar-name";
  if (part !== "name") return "same-sku";
  return isOfCode ? "same-code" : "same-name";
}

import { setImmediate as breathe } from "node:timers/promises";
import { mappingProposer, normalisedName, scoreBand, sortedWords } from "@tieout/domain";
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
}

export interface MappingProposals {
  proposals: { sourceId: string; suggestions: Suggestion[] }[];
  /** Rows nothing comes near. */
  unmatched: number;
}

const rowsABreath = 25;

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
    // Ten thousand rows are seconds of work: everybody else's requests go in between.
    if (index % rowsABreath === 0) await breathe();
    proposals.push({ sourceId: row.id, suggestions: suggest(row).filter((suggestion) => suggestion.score >= minScore) });
  }
  const found = proposals.filter((proposal) => proposal.suggestions.length > 0);
  return { proposals: found, unmatched: proposals.length - found.length };
}

/** Asks by code and by name; the better answer of the two counts for each service. */
function suggester(items: readonly ItemRow[]): (row: { code: string; name: string }) => Suggestion[] {
  const candidates = items.map((item) => ({ id: item.id, name: item.name, ...(item.sku ? { code: item.sku } : {}) }));
  const byId = new Map(items.map((item) => [item.id, item]));
  const propose = mappingProposer(candidates);
  return (row) => {
    const best = new Map<string, Suggestion>();
    for (const { value, alternatives } of [row.name, row.code, `${row.code} ${row.name}`].map(propose)) {
      for (const { candidateId, score } of alternatives) {
        const item = byId.get(candidateId);
        const band = scoreBand(score);
        if (!item || band === "none" || score <= (best.get(candidateId)?.score ?? 0)) continue;
        best.set(candidateId, { item, score, band, reason: reasonFor(value, item, row.code) });
      }
    }
    const ranked = [...best.values()].sort((a, b) => b.score - a.score || a.item.fullName.localeCompare(b.item.fullName)).slice(0, 3);
    const tied = ranked.filter(({ score }) => score === ranked[0]?.score);
    // Two services of one name (UX-37): a person chooses by path and id, so neither is preselected.
    return tied.length > 1 ? ranked.map((suggestion) => (tied.includes(suggestion) ? { ...suggestion, band: "unsure" } : suggestion)) : ranked;
  };
}

/** Why this service came near what was asked, strongest first. */
function reasonFor(asked: string, item: ItemRow, code: string): Suggestion["reason"] {
  if (item.sku !== null && asked.includes(item.sku)) return "same-sku";
  if (sortedWords(normalisedName(asked)) !== sortedWords(normalisedName(item.name))) return "similar-name";
  return asked === code ? "same-code" : "same-name";
}

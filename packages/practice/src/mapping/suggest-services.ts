import { bestOf, mappingMatcher, scoreBand, type MappingAlternative } from "@tieout/domain";

/** A service that may be proposed. */
export interface OfferedService {
  readonly id: string;
  readonly name: string;
  readonly sku: string | null;
}

/** A category or type without a service. */
export interface OpenRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface Suggestion {
  /** The service. */
  itemId: string;
  /** 0 to 1; from 0.95 exact, from 0.85 likely. */
  score: number;
  band: "exact" | "likely" | "unsure";
  reason: "same-code" | "same-sku" | "same-name" | "similar-name";
  /** Another service fits equally well, two of one name for instance: a person chooses, so the band is unsure whatever the score. */
  isTied: boolean;
}

export interface SuggestionTask {
  readonly services: readonly OfferedService[];
  readonly rows: readonly OpenRow[];
  readonly minScore: number;
}

/** The suggestions of every row, in the order of the rows; none of them below `minScore`. Pure: its thread holds nothing from one task to the next. */
export function suggestServices({ services, rows, minScore }: SuggestionTask): Suggestion[][] {
  const suggest = suggester(services);
  return rows.map((row) => suggest(row).filter((suggestion) => suggestion.score >= minScore));
}

/** A service that is the code, the name or both counts first; likeness is asked of the name only, since codes that are nearly alike are different codes. */
function suggester(services: readonly OfferedService[]): (row: OpenRow) => Suggestion[] {
  const { equal, alike } = mappingMatcher(services.map(({ id, name, sku }) => ({ id, name, ...(sku ? { code: sku } : {}) })));
  return ({ code, name }) => {
    const byCode = equal(code);
    const best = bestOf([...byCode, ...equal(name), ...equal(`${code} ${name}`), ...alike(name)]);
    const isTie = best.length > 1 && best[1]?.score === best[0]?.score;
    return best.flatMap((match) => {
      const band = scoreBand(match.score);
      if (band === "none") return [];
      const isTied = isTie && match.score === best[0]?.score;
      // Two services of one name (UX-37): a person chooses by path and id, so neither is preselected.
      return [{ itemId: match.candidateId, score: match.score, band: isTied ? "unsure" : band, reason: reasonFor(match, byCode.includes(match)), isTied }];
    });
  };
}

function reasonFor({ reason, part }: MappingAlternative, isOfCode: boolean): Suggestion["reason"] {
  if (reason === "similar") return "similar-name";
  if (part !== "name") return "same-sku";
  return isOfCode ? "same-code" : "same-name";
}

import type { StateIcon } from "../../ui/state-icons.js";
import type { Tone } from "../../ui/state-chip.js";
import { WordMark } from "../../ui/word-mark.js";
import { mappingTexts as texts } from "./mapping.texts.js";
import type { SheetRow } from "./mapping-queries.js";
import type { RowState } from "./sheet.js";

const looks: Record<RowState, readonly [Tone, StateIcon]> = {
  unused: ["quiet", "cloudCrossed"],
  unmapped: ["attention", "padlock"],
  suggested: ["information", "half"],
  default: ["attention", "doubleRule"],
  saving: ["information", "clock"],
  mapped: ["good", "tick"],
  renamed: ["information", "turning"],
  inactive: ["failure", "cross"],
  deleted: ["failure", "cross"],
  refused: ["failure", "bang"],
};

interface MappingStatusProps {
  readonly state: RowState;
  readonly row: SheetRow;
  readonly defaultName: string | null;
  readonly refusal: string | undefined;
}

/** The word, colour and shape of a row of the mapping, with its reason. */
export function MappingStatus({ state, row, defaultName, refusal }: MappingStatusProps) {
  const [tone, icon] = looks[state];
  return <WordMark tone={tone} icon={icon} reason={reasonOf(state, row, defaultName, refusal)}>{texts.states[state]}</WordMark>;
}

export function reasonOf(state: RowState, row: SheetRow, defaultName: string | null, refusal: string | undefined): string | null {
  const { reasons } = texts;
  switch (state) {
    case "renamed": return reasons.renamed(row.mapping?.chosenName ?? "", row.mapping?.item.fullName ?? "");
    case "inactive": return reasons.inactive(row.waitingInvoices);
    case "deleted": return reasons.deleted;
    case "default": return reasons.default(defaultName ?? "");
    case "suggested": return reasons.suggested;
    case "refused": return refusal ?? null;
    default: return null;
  }
}

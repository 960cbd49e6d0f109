import { timeStatusTexts as texts } from "./time-status.texts.js";
import type { Tone } from "./state-chip.js";
import type { StateIcon } from "./state-icons.js";
import { WordMark } from "./word-mark.js";

type Status = keyof typeof texts.words;

const looks: Record<Status, readonly [Tone, StateIcon]> = {
  DRAFT: ["quiet", "hollowCloud"],
  SUBMITTED: ["information", "clock"],
  APPROVED: ["good", "tick"],
  LOCKED: ["quiet", "padlock"],
};

/** Where a piece of time stands; locked time says by which invoice (UX-75), approved time that QuickBooks has it. */
export function TimeStatus({ status, invoiceNumber, ledgerId }: { readonly status: Status; readonly invoiceNumber?: string | null | undefined; readonly ledgerId?: string | null | undefined }) {
  const [tone, icon] = looks[status];
  if (status === "LOCKED") return <WordMark tone={tone} icon={icon}>{invoiceNumber ? texts.onInvoice(invoiceNumber) : texts.onDraft}</WordMark>;
  if (status === "APPROVED" && ledgerId) return <WordMark tone="good" icon="cloudTick" reason={texts.inLedger(ledgerId)}>{texts.sent}</WordMark>;
  return <WordMark tone={tone} icon={icon}>{texts.words[status]}</WordMark>;
}

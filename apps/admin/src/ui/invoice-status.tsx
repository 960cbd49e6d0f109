import { invoiceStatusTexts as texts } from "./invoice-status.texts.js";
import { StateChip, type StateOf } from "./state-chip.js";
import { WordMark } from "./word-mark.js";

interface InvoiceStatusProps {
  readonly status: keyof typeof texts;
  readonly syncState: StateOf<"record">;
  readonly reason?: string | null | undefined;
  readonly variant?: "plain" | "boxed";
}

/** The one word of an invoice: its own status while it is a draft, void or processed, else how far it is on its way. */
export function InvoiceStatus({ status, syncState, reason, variant = "plain" }: InvoiceStatusProps) {
  if (status === "DRAFT") return <WordMark tone="quiet" icon="hollowCloud" variant={variant}>{texts.DRAFT}</WordMark>;
  if (status === "VOID") return <WordMark tone="quiet" icon="cloudCrossed" variant={variant}>{texts.VOID}</WordMark>;
  if (status === "PROCESSED_EXTERNALLY" && syncState === "SYNCED") return <WordMark tone="good" icon="cloudTick" reason={reason} variant={variant}>{texts.PROCESSED_EXTERNALLY}</WordMark>;
  if (status === "NEW" && syncState === "NEVER_SENT") return <WordMark tone="information" icon="clock" reason={reason} variant={variant}>{texts.NEW}</WordMark>;
  return <StateChip of="record" state={syncState} reason={reason} variant={variant} />;
}

import { reasonTexts as texts } from "./reason-brief.texts.js";

/** Why something is held, in the width of a column: the first cause and how many more there are; all of them on hover. */
export function ReasonBrief({ reason }: { readonly reason: string | null }) {
  if (!reason) return null;
  const [first = "", ...others] = reason.split("; ");
  return <span title={reason}>{others.length > 0 ? texts.more(first, others.length) : first}</span>;
}

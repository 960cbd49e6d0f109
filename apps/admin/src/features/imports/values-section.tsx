import { useState } from "react";
import { useMutation } from "urql";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { decideValuesMutation, type ImportDetail, type ImportValue } from "./import-queries.js";
import { importsTexts } from "./imports.texts.js";
import { ValueRow, type Decision } from "./value-row.js";
import styles from "./imports.module.css";

const texts = importsTexts.values;

/** Proposals from here on are good enough to be accepted together. */
const likely = 0.85;

const isOpen = (value: ImportValue) => !value.isDecided && !value.isSkipped && value.targetId === null;

/** What the words of a file stand for: first those nobody has decided, with the rows that wait for them. */
export function ValuesSection({ file, onChanged }: { readonly file: ImportDetail; readonly onChanged: () => void }) {
  const [{ fetching }, send] = useMutation(decideValuesMutation);
  const [refusal, setRefusal] = useState<string | null>(null);
  // Rows stay where they are while one works through them.
  const [wasOpen] = useState(() => new Set(file.values.filter(isOpen).map(keyOf)));
  const [show, setShow] = useState<"open" | "all">(wasOpen.size > 0 ? "open" : "all");
  const open = file.values.filter(isOpen);
  const shown = show === "open" ? file.values.filter((value) => wasOpen.has(keyOf(value)) || isOpen(value)) : file.values;
  const best = open.flatMap((value) => {
    const [first] = value.proposals;
    return first && first.score >= likely ? [{ value, targetId: first.targetId }] : [];
  });

  const decide = async (decisions: readonly { readonly value: ImportValue; readonly decision: Decision }[]) => {
    setRefusal(null);
    const { data, error } = await send({ input: { importId: file.id, decisions: decisions.map(({ value, decision }) => ({ field: value.field, value: value.value, create: false, isSkipped: false, ...decision })) } });
    const why = data?.decideImportValues.userErrors.map((each) => each.message).join(" ") || error?.message;
    setRefusal(why ?? null);
    if (!why && decisions.length > 1) toast({ tone: "good", message: texts.accepted(decisions.length) });
    onChanged();
  };
  return (
    <Section
      title={texts.title} lead={texts.lead}
      actions={best.length > 1 ? <Button isBusy={fetching} onClick={() => void decide(best.map(({ value, targetId }) => ({ value, decision: { targetId } })))}>{texts.acceptAll(best.length)}</Button> : undefined}
    >
      <div className={styles["valuesBar"]}>
        <FilterChips<"open" | "all">
          label={importsTexts.all} value={show} onChange={setShow}
          chips={[{ value: "open", label: texts.show.open, count: open.length }, { value: "all", label: texts.show.all, count: file.values.length }]}
        />
        <span role="status" className={open.length > 0 ? styles["attention"] : styles["done"]}>{open.length > 0 ? texts.open(open.length) : texts.allDecided}</span>
      </div>
      {refusal ? <Banner tone="failure" title={refusal} isUrgent /> : null}
      <ul className={styles["values"]}>
        {shown.map((value) => <ValueRow key={keyOf(value)} value={value} isBusy={fetching} onDecide={(decision) => void decide([{ value, decision }])} />)}
      </ul>
    </Section>
  );
}

function keyOf({ field, value }: ImportValue): string {
  return `${field} ${value}`;
}

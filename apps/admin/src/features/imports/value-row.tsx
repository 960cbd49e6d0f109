import { useState } from "react";
import { useBillableOptions } from "../../lib/billable-options.js";
import { useClientOptions } from "../../lib/client-options.js";
import { useStaffOptions } from "../../lib/staff-options.js";
import { Button } from "../../ui/button.js";
import { SearchSelect, type SelectOption } from "../../ui/search-select.js";
import { WordMark } from "../../ui/word-mark.js";
import type { ImportValue } from "./import-queries.js";
import { importsTexts } from "./imports.texts.js";
import styles from "./imports.module.css";

const texts = importsTexts.values;

/** What a person says about a value: a record of ours, a new client, or that its rows stay out. */
export type Decision = { readonly targetId: string } | { readonly create: true } | { readonly isSkipped: true };

interface ValueRowProps {
  readonly value: ImportValue;
  readonly isBusy: boolean;
  readonly onDecide: (decision: Decision) => void;
}

/** One word of the file and what it stands for. Proposals are dashed, so that they never look decided. */
export function ValueRow({ value, isBusy, onDecide }: ValueRowProps) {
  const [isChanging, setChanging] = useState(false);
  const isOpen = !value.isDecided && !value.isSkipped && value.targetId === null;
  const name = value.value || (value.field === "STAFF" ? texts.whoseTime : texts.noValue);
  const decide = (decision: Decision) => {
    setChanging(false);
    onDecide(decision);
  };
  return (
    <li className={styles["value"]} data-open={isOpen || undefined}>
      <span className={styles["field"]}>{texts.fields[value.field]}</span>
      <span className={styles["word"]}><strong>{name}</strong><span className={styles["muted"]}>{texts.rows(value.rows, value.minutes)}</span></span>
      <span className={styles["answer"]}>
        {isOpen || isChanging ? (
          <>
            {value.proposals.map(({ targetId, label, score }) => (
              <button key={targetId} type="button" className={styles["proposal"]} disabled={isBusy} aria-label={texts.proposal(label, Math.round(score * 100))} onClick={() => decide({ targetId })}>
                {label}<span>{Math.round(score * 100)}</span>
              </button>
            ))}
            <TargetPicker value={value} name={name} onPick={(targetId) => decide({ targetId })} />
            {value.field === "CLIENT" && value.value ? <Button size="sm" aria-label={texts.createFor(value.value)} onClick={() => decide({ create: true })}>{texts.create}</Button> : null}
            <Button size="sm" look="quiet" aria-label={texts.skipFor(name)} onClick={() => decide({ isSkipped: true })}>{texts.skip}</Button>
          </>
        ) : (
          <>
            {value.isSkipped ? <WordMark tone="quiet" icon="cloudCrossed">{texts.skipped}</WordMark> : (
              <WordMark tone={value.isDecided ? "good" : "information"} icon={value.isDecided ? "tick" : "doubleRule"} reason={value.isDecided ? texts.decided : texts.equal}>{value.targetLabel}</WordMark>
            )}
            <Button size="sm" look="quiet" aria-label={texts.changeFor(name)} onClick={() => setChanging(true)}>{texts.change}</Button>
          </>
        )}
      </span>
    </li>
  );
}

function TargetPicker({ value, name, onPick }: { readonly value: ImportValue; readonly name: string; readonly onPick: (targetId: string) => void }) {
  const pick = (option: SelectOption | null, targetId = option?.value) => (targetId ? onPick(targetId) : undefined);
  const common = { label: texts.chooseFor(name), hideLabel: true, placeholder: texts.choose, nothing: texts.nothing, value: null } as const;
  switch (value.field) {
    case "CLIENT": return <ClientPicker {...common} onChange={pick} />;
    // A type stands for its category too: its own id is the target.
    case "CATEGORY": return <ServicePicker {...common} onChange={(option) => pick(option, option?.value.split(" ").at(-1))} />;
    case "STAFF": return <StaffPicker {...common} onChange={pick} />;
  }
}

type PickerProps = Omit<Parameters<typeof SearchSelect>[0], "options" | "onSearch">;

function ClientPicker(props: PickerProps) {
  const { options, search } = useClientOptions();
  return <div className={styles["picker"]}><SearchSelect {...props} options={options} onSearch={search} /></div>;
}

function ServicePicker(props: PickerProps) {
  const { options, search } = useBillableOptions();
  return <div className={styles["picker"]}><SearchSelect {...props} options={options} onSearch={search} /></div>;
}

function StaffPicker(props: PickerProps) {
  const [text, setText] = useState("");
  const staff = useStaffOptions();
  return <div className={styles["picker"]}><SearchSelect {...props} options={staff.filter((each) => each.label.toLowerCase().includes(text.toLowerCase()))} onSearch={setText} /></div>;
}

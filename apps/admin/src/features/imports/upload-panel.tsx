import { IconFileUpload } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type DragEvent } from "react";
import { formatDay } from "../../lib/format.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Checkbox, Radio } from "../../ui/field.js";
import { Section } from "../../ui/page.js";
import { ProgressBar } from "../../ui/progress-bar.js";
import { importsTexts } from "./imports.texts.js";
import { readBothWays, uploadFile, type DateFormat, type UploadRefusal } from "./upload-file.js";
import { importUrl } from "./urls.js";
import styles from "./imports.module.css";

const texts = importsTexts.upload;

/** Takes a file, asks what the file itself does not say, and leads to its preview. */
export function UploadPanel() {
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [timeStatus, setTimeStatus] = useState<"submitted" | "draft">("submitted");
  const [keepsRates, setKeepsRates] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<UploadRefusal | "unreachable" | null>(null);

  const send = async (chosen: File, dateFormat?: DateFormat) => {
    setFile(chosen);
    setRefusal(null);
    setSending(true);
    const answer = await uploadFile(chosen, { timeStatus, keepsRates, ...(dateFormat ? { dateFormat } : {}) });
    setSending(false);
    if (answer === "unreachable") setRefusal("unreachable");
    else if ("refusal" in answer) setRefusal(answer.refusal);
    else await navigate(importUrl(answer.importId));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) void send(dropped);
  };
  const asksDates = refusal !== null && refusal !== "unreachable" && refusal.problem === "ambiguous-dates";
  return (
    <Section title={texts.title}>
      <div className={styles["panel"]}>
        <div className={styles["upload"]}>
          <div
            className={styles["drop"]} data-over={isOver || undefined}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(true);
            }}
            onDragLeave={() => setOver(false)} onDrop={drop}
          >
            {isSending ? (
              <ProgressBar label={texts.sending(file?.name ?? "")} done={0} total={null} words={texts.sending(file?.name ?? "")} />
            ) : (
              <>
                <IconFileUpload size={28} stroke={1.4} aria-hidden="true" />
                <p>{texts.drop} <button type="button" className={styles["choose"]} onClick={() => input.current?.click()}>{texts.choose}</button></p>
                <p className={styles["muted"]}>{texts.hint}</p>
              </>
            )}
            <input
              ref={input} type="file" accept=".csv,text/csv,.txt" hidden
              onChange={(event) => {
                const [chosen] = event.currentTarget.files ?? [];
                event.currentTarget.value = "";
                if (chosen) void send(chosen);
              }}
            />
          </div>
          <div className={styles["options"]}>
            <Radio.Group label={texts.arrives} value={timeStatus} onChange={(value) => setTimeStatus(value === "draft" ? "draft" : "submitted")}>
              <div className={styles["radios"]}>{(["submitted", "draft"] as const).map((status) => <Radio key={status} value={status} label={texts.statuses[status]} />)}</div>
            </Radio.Group>
            <Checkbox label={texts.keepsRates} description={texts.keepsRatesHint} checked={keepsRates} onChange={(event) => setKeepsRates(event.currentTarget.checked)} />
          </div>
        </div>
        {asksDates && file ? <DateQuestion example={refusal.facts?.example ?? ""} onAnswer={(format) => void send(file, format)} /> : null}
        {refusal && !asksDates ? (
          <Banner tone="failure" isUrgent title={refusal === "unreachable" ? texts.unreachable : refusal.message} actions={file ? <Button size="sm" onClick={() => input.current?.click()}>{texts.again}</Button> : null}>
            {refusal !== "unreachable" && refusal.facts?.closest ? <p>{texts.closest(refusal.facts.closest)}. {refusal.facts.missing ? texts.missing(refusal.facts.missing.join(", ")) : null}</p> : null}
            {refusal !== "unreachable" && refusal.facts?.headers ? <p>{texts.columns}: {refusal.facts.headers.join(" · ")}</p> : null}
          </Banner>
        ) : null}
      </div>
    </Section>
  );
}

/** Day or month first, shown as the two days the example may be. */
function DateQuestion({ example, onAnswer }: { readonly example: string; readonly onAnswer: (format: DateFormat) => void }) {
  const { dates } = importsTexts;
  const [format, setFormat] = useState<DateFormat>("MM/DD/YYYY");
  const days = readBothWays(example);
  return (
    <form
      className={styles["question"]}
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer(format);
      }}
    >
      <Radio.Group label={dates.title} description={dates.text(example)} inputWrapperOrder={["label", "description", "input", "error"]} value={format} onChange={(value) => setFormat(value === "DD/MM/YYYY" ? "DD/MM/YYYY" : "MM/DD/YYYY")}>
        <div className={styles["radios"]}>
          {(["MM/DD/YYYY", "DD/MM/YYYY"] as const).map((each) => <Radio key={each} value={each} label={days ? dates[each](formatDay(days[each])) : each} />)}
        </div>
      </Radio.Group>
      <Button type="submit" look="primary">{dates.send}</Button>
    </form>
  );
}

import { useNow } from "../../lib/now.js";
import { Section } from "../../ui/page.js";
import { ProgressBar } from "../../ui/progress-bar.js";
import type { RunValue } from "./run-page.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

const phases = ["sense", "plan", "apply", "prove"] as const;
type Phase = (typeof phases)[number];

/** Where a run is: read, plan, write, prove; how far, how long still, and what it waits for (UX-79). */
export function RunProgress({ run }: { readonly run: RunValue }) {
  const now = useNow();
  const phase = phases.find((each) => each === run.phase);
  const waits = run.waitingUntil ? Math.max(0, (Date.parse(run.waitingUntil) - now) / 1000) : null;
  return (
    <Section>
      <ol className={styles["phases"]} aria-label={texts.phaseLabel}>
        {phases.map((each) => (
          <li key={each} data-past={phase && phases.indexOf(each) < phases.indexOf(phase) ? true : undefined} aria-current={each === phase ? "step" : undefined}>{texts.phases[each]}</li>
        ))}
      </ol>
      <ProgressBar label={texts.phaseLabel} done={run.done} total={run.state === "QUEUED" ? null : run.total} words={words(run, phase, waits)} />
    </Section>
  );
}

function words(run: RunValue, phase: Phase | undefined, waits: number | null): string {
  if (run.state === "QUEUED") return texts.live.queued;
  if (run.state === "WAITING") return waits === null ? texts.live.stopped : texts.live.waiting(waits);
  const said = texts.live.of(texts.live[phase ?? "sense"], run.done, run.total);
  return run.etaSeconds === null ? said : `${said}, ${texts.live.eta(run.etaSeconds)}`;
}

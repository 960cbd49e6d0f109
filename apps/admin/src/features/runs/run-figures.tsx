import { formatPrice } from "../../lib/format.js";
import { count } from "../../lib/text.js";
import type { RunValue } from "./run-page.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

const always = ["created", "updated", "linked", "unchanged", "blocked", "refused"] as const;
/** Shown only when there are any. */
const sometimes = ["removed", "asked", "skipped", "checking"] as const;
const tones = { refused: "failure", blocked: "attention", asked: "attention", checking: "attention" } as const;
const calls = ["reads", "writes", "batches", "repeated", "throttled", "metered"] as const;

/** What a run came to. */
export function Outcome({ counts }: { readonly counts: RunValue["counts"] }) {
  return (
    <Figures
      entries={[...always, ...sometimes.filter((name) => counts[name] > 0)].map((name) => ({ name, word: texts.count[name], value: counts[name], tone: name in tones ? tones[name as keyof typeof tones] : undefined }))}
    />
  );
}

/** What a run cost. */
export function CallTotals({ calls: totals }: { readonly calls: RunValue["calls"] }) {
  return (
    <>
      <Figures entries={calls.map((name) => ({ name, word: texts.call[name], value: totals[name], tone: name === "throttled" ? "attention" : undefined }))} />
      <p className={styles["cost"]}>{texts.callPrice(formatPrice(totals.cost))}</p>
    </>
  );
}

interface Entry {
  readonly name: string;
  readonly word: string;
  readonly value: number;
  readonly tone?: "attention" | "failure" | undefined;
}

function Figures({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <dl className={styles["counts"]}>
      {entries.map(({ name, word, value, tone }) => (
        <div key={name} data-tone={value > 0 ? tone : undefined} data-zero={value === 0 || undefined}>
          <dd>{count(value)}</dd>
          <dt>{word}</dt>
        </div>
      ))}
    </dl>
  );
}

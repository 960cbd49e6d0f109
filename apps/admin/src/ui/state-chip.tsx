import { stateIcons, type StateIcon } from "./state-icons.js";
import { stateTexts } from "./state-chip.texts.js";
import styles from "./state-chip.module.css";

export type Tone = "good" | "quiet" | "information" | "attention" | "failure";

/** A state is a word, a colour and a shape (rule D1); this table is the only place where the three meet. */
const looks = {
  record: {
    NEVER_SENT: ["quiet", "hollowCloud"],
    QUEUED: ["information", "clock"],
    SENDING: ["information", "cloudUp"],
    CHECKING: ["information", "magnifier"],
    SYNCED: ["good", "cloudTick"],
    CHANGED: ["attention", "cloudDot"],
    BLOCKED: ["attention", "padlock"],
    FAILED: ["failure", "cloudBang"],
    SET_ASIDE: ["quiet", "cloudCrossed"],
    EXTERNAL: ["quiet", "outward"],
  },
  connection: {
    NEVER_CONNECTED: ["quiet", "unplugged"],
    HEALTHY: ["good", "doubleRule"],
    HELD_UP: ["attention", "padlock"],
    RUNNING: ["information", "turning"],
    DELAYED: ["attention", "clock"],
    ACTION_REQUIRED: ["failure", "bang"],
    PAUSED: ["attention", "pause"],
    DISCONNECTED: ["quiet", "unplugged"],
  },
  run: {
    QUEUED: ["information", "clock"],
    RUNNING: ["information", "turning"],
    WAITING: ["attention", "pause"],
    AWAITING_APPROVAL: ["attention", "page"],
    SUCCEEDED: ["good", "tick"],
    PARTIAL: ["attention", "half"],
    FAILED: ["failure", "cross"],
    CANCELLED: ["quiet", "cloudCrossed"],
  },
  change: {
    PLANNED: ["quiet", "clock"],
    ASK: ["attention", "question"],
    BLOCKED: ["attention", "padlock"],
    SENDING: ["information", "cloudUp"],
    CHECKING: ["information", "magnifier"],
    APPLIED: ["good", "tick"],
    REFUSED: ["failure", "cross"],
    MOVED: ["attention", "turning"],
    SKIPPED: ["quiet", "cloudCrossed"],
  },
  check: { PASS: ["good", "tick"], WARN: ["attention", "bang"], BLOCK: ["failure", "cross"] },
  severity: { INFO: ["information", "info"], WARNING: ["attention", "bang"], ERROR: ["failure", "cloudBang"] },
} as const satisfies Record<keyof typeof stateTexts, Record<string, readonly [Tone, StateIcon]>>;

export type StateOf<Kind extends keyof typeof stateTexts> = keyof (typeof stateTexts)[Kind];

interface StateChipProps<Kind extends keyof typeof stateTexts> {
  readonly of: Kind;
  readonly state: StateOf<Kind>;
  /** Said instead of the plain word, when more is known: "Syncing 312 of 1,000". */
  readonly words?: string | undefined;
  /** Why it is in this state; shown on hover and focus. */
  readonly reason?: string | null | undefined;
  /** `plain` is a word with its shape; `boxed` adds a tinted ground, for places where the state is the message. */
  readonly variant?: "plain" | "boxed";
}

/** The word, colour and shape of one state of a record, connection, run, change, check or problem. */
export function StateChip<Kind extends keyof typeof stateTexts>({ of, state, words, reason, variant = "plain" }: StateChipProps<Kind>) {
  const [tone, icon] = (looks[of] as Record<string, readonly [Tone, StateIcon]>)[state as string] ?? (["quiet", "unplugged"] as const);
  const word = words ?? (stateTexts[of] as Record<string, string>)[state as string] ?? String(state);
  return (
    <span className={styles["chip"]} data-tone={tone} data-variant={variant} title={reason ?? undefined}>
      {stateIcons[icon]}
      <span>{word}</span>
      {reason ? <span className="visually-hidden">: {reason}</span> : null}
    </span>
  );
}

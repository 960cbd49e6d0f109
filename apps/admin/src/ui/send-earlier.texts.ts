import { formatDay } from "../lib/format.js";
import { count, plural } from "../lib/text.js";

const nouns = {
  invoices: (n: number) => plural(n, "invoice", "invoices"),
  time: (n: number) => plural(n, "entry of approved time", "entries of approved time"),
};

export type EarlierKind = keyof typeof nouns;

export const sendEarlierTexts = {
  plan: "Plan sending all",
  send: (n: number) => `Send all ${count(n)}`,
  title: (kind: EarlierKind, n: number) => `Send ${nouns[kind](n)}?`,
  worth: (n: number, worth: string) => (n === 1 ? `It comes to ${worth}.` : `Together they come to ${worth}.`),
  why: (n: number, day: string) => `${n === 1 ? "It is" : "They are"} from before ${formatDay(day)}, the start date of the sync, and ${n === 1 ? "goes" : "go"} to QuickBooks only because you say so.`,
  lookFirst: "If some of them may be in QuickBooks already, choose Plan sending all: it shows each one, and nothing is written before you approve it.",
  cancel: "Cancel",
} as const;

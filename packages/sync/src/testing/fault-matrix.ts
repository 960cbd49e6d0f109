import type { FaultRule, FaultThen, FaultWhen } from "@tieout/quickbooks-emulator";

/** What the sync is doing when something goes wrong. */
export const matrixOperations = {
  "read the company": { when: { entity: "CompanyInfo", operation: "read" }, is: "read" },
  "read everything": { when: { entity: "Customer", operation: "query" }, is: "read" },
  "read the change feed": { when: { operation: "cdc" }, is: "read" },
  "read one customer": { when: { entity: "Customer", operation: "read" }, is: "read" },
  "look a lost answer up": { when: { entity: "Invoice", operation: "query" }, is: "read" },
  "create a customer": { when: { entity: "Customer", operation: "create" }, is: "write" },
  "update a customer": { when: { entity: "Customer", operation: "update" }, is: "write" },
  "create an invoice": { when: { entity: "Invoice", operation: "create" }, is: "write" },
  "update an invoice": { when: { entity: "Invoice", operation: "update" }, is: "write" },
  "void an invoice": { when: { entity: "Invoice", operation: "void" }, is: "write" },
  "create time": { when: { entity: "TimeActivity", operation: "create" }, is: "write" },
  "update time": { when: { entity: "TimeActivity", operation: "update" }, is: "write" },
  "delete time": { when: { entity: "TimeActivity", operation: "delete" }, is: "write" },
  "send a batch": { when: { operation: "batch" }, is: "write" },
  "renew the sign-in": { when: { operation: "token", match: "refresh_token" }, is: "sign-in" },
  "find where to renew it": { when: { operation: "discovery" }, is: "sign-in" },
  "hear of a change": { when: { operation: "webhook" }, is: "news" },
} as const satisfies Record<string, { when: FaultWhen; is: "read" | "write" | "sign-in" | "news" }>;
export type MatrixOperation = keyof typeof matrixOperations;

/** Which request it happens to, and what becomes of the process. */
export const matrixMoments = ["the first time", "the second time", "twice in a row", "until somebody mends it", "and the process dies at the answer"] as const;
export type MatrixMoment = (typeof matrixMoments)[number];

/** By the emulator's names (its namedFaults), or as a rule of its own where none is named. */
interface MatrixFault {
  operations: readonly MatrixOperation[];
  moments?: readonly MatrixMoment[];
  rules?: readonly FaultThen[];
  /** How QuickBooks replaces refresh tokens meanwhile; when absent, the old one dies at once. */
  rotation?: "rotate-grace" | "rotate-never";
  /** It is about how long an answer takes: whoever waits for one gives up after `patienceMs`. */
  isSlow?: true;
}

/** For what takes a minute or two in the world. */
const patienceMs = 250;
/** By then whatever was late is done. */
export const lateMs = 500;

const operationsOf = (...kinds: string[]) => (Object.keys(matrixOperations) as MatrixOperation[]).filter((name) => kinds.includes(matrixOperations[name].is));
const reads = operationsOf("read");
const writes = operationsOf("write");
const calls = operationsOf("read", "write");
const signIn = operationsOf("sign-in");
/** Of what does something, and not only asks. */
const deeds: readonly MatrixOperation[] = [...writes, "renew the sign-in"];
const documents: readonly MatrixOperation[] = ["create an invoice", "update an invoice", "void an invoice", "create time", "update time", "delete time"];
const once: readonly MatrixMoment[] = ["the first time", "the second time"];
const refusal = (code: string) => ({ rules: [{ fault: { code } }] });

/** A fault of the emulator changes the world once, or lasts until it is taken away: then only some moments make sense. */
const faults: Record<string, MatrixFault> = {
  // What happens to a request or an answer on its way.
  "reset-before-commit": { operations: [...calls, ...signIn] },
  "commit-then-reset": { operations: deeds },
  "html-503": { operations: [...calls, ...signIn] },
  "html-200": { operations: [...calls, ...signIn] },
  "fault-200": { operations: calls },
  "xml-error": { operations: calls },
  "internal-error": { operations: [...calls, ...signIn] },
  "gateway-504": { operations: [...calls, ...signIn] },
  truncated: { operations: [...calls, ...signIn] },
  "half-close": { operations: [...calls, ...signIn] },
  "gzip-damage": { operations: calls },
  "wrong-content-type": { operations: [...calls, ...signIn] },
  redirect: { operations: [...calls, ...signIn] },
  "unknown-fields": { operations: calls, moments: once },
  "committed, then truncated": { operations: writes, rules: [{ truncate: true }], moments: ["and the process dies at the answer"] },
  // How long it takes.
  "an answer just in time": { operations: [...calls, ...signIn], rules: [{ delayMs: 50 }], moments: ["the first time"], isSlow: true },
  "an answer too late": { operations: deeds, rules: [{ commitThenDelayMs: lateMs }], isSlow: true },
  "done after we gave up": { operations: deeds, rules: [{ delayMs: lateMs }], isSlow: true },
  "black-hole": { operations: [...calls, ...signIn], isSlow: true },
  // Who may call, and how often.
  "invalid-grant": { operations: ["renew the sign-in"] },
  "a lost renewal, and a grace for the token before": { operations: ["renew the sign-in"], rules: [{ commitThenDrop: true }], rotation: "rotate-grace" },
  "a lost renewal, and the token stays the same": { operations: ["renew the sign-in"], rules: [{ commitThenDrop: true }], rotation: "rotate-never" },
  "a good answer": { operations: ["renew the sign-in"], rules: [{}], moments: ["and the process dies at the answer"] },
  "a good answer, and a grace for the token before": { operations: ["renew the sign-in"], rules: [{}], rotation: "rotate-grace", moments: ["and the process dies at the answer"] },
  "auth-3200": { operations: calls },
  "auth-3100": { operations: calls },
  "expire-mid-run": { operations: calls },
  revoked: { operations: calls, moments: once },
  throttle: { operations: calls, moments: once },
  quota: { operations: reads, moments: ["until somebody mends it"] },
  "sub-expired": { operations: writes, moments: ["until somebody mends it"] },
  "clock-ahead": { operations: calls, moments: once },
  "clock-behind": { operations: calls, moments: once },
  // What becomes of news.
  "webhook-duplicate": { operations: ["hear of a change"] },
  "webhook-shuffle": { operations: ["hear of a change"] },
  "webhook-late": { operations: ["hear of a change"] },
  "webhook-drop": { operations: ["hear of a change"] },
  "webhook-wrong-signature": { operations: ["hear of a change"] },
  // What QuickBooks refuses.
  "fault 2010": { operations: writes, ...refusal("2010") },
  "fault 2020": { operations: writes, ...refusal("2020") },
  "fault 2050": { operations: writes, ...refusal("2050") },
  "fault 600": { operations: writes, ...refusal("600") },
  "fault 610": { operations: writes, ...refusal("610") },
  "fault 6000": { operations: writes, ...refusal("6000") },
  "fault 6140": { operations: ["create an invoice"], ...refusal("6140") },
  "fault 6240": { operations: ["create a customer", "update a customer"], ...refusal("6240") },
  "fault 5020": { operations: writes, ...refusal("5020") },
  "period-closed": { operations: ["update time", "update an invoice", "void an invoice", "update a customer"] },
  "delete-refused": { operations: ["delete time"] },
  "void-with-payment": { operations: ["void an invoice"] },
  // What somebody else does meanwhile.
  "stale-token": { operations: ["update a customer", "update an invoice", "void an invoice", "update time", "delete time"] },
  inactive: { operations: ["update a customer", "create an invoice", "create time"], moments: once },
  deleted: { operations: ["update time", "delete time", "update an invoice", "void an invoice"], moments: once, rules: [{ deleteTarget: true }] },
  void: { operations: ["update an invoice", "void an invoice"], moments: once, rules: [{ voidTarget: true }] },
  merge: { operations: ["update a customer", "create an invoice", "create time"], moments: once },
  "name-collision-customer": { operations: ["create a customer"], moments: once },
  "name-collision-vendor": { operations: ["create a customer"], moments: once },
  "name-collision-employee": { operations: ["create a customer"], moments: once },
  "books-closed": { operations: documents, moments: once },
  "dup-docnum": { operations: ["create an invoice"], moments: once },
  multicurrency: { operations: ["create a customer", "create an invoice", "create time"], moments: once },
  "edition-downgrade": { operations: writes, moments: once },
  "company-tz": { operations: documents, moments: once },
  "tax-rounding": { operations: ["create an invoice"], moments: once },
  "silent-change": { operations: ["create time"], moments: once },
  "poison-record": { operations: ["look a lost answer up"], moments: once },
  "mutate-while-paging": { operations: ["read everything"], moments: once },
  // Ids of requests, and batches.
  "requestid-replays-deleted": { operations: ["create an invoice", "create time"], moments: once },
  "a lost answer, and request ids are ignored": { operations: ["create a customer", "create an invoice", "create time", "update a customer", "update an invoice", "update time"], rules: [{ commitThenDrop: true }, { ignoreRequestId: true }], moments: once },
  "batch-partial": { operations: ["send a batch"] },
  "batch-omits": { operations: ["send a batch"] },
  "batch-empty": { operations: ["send a batch"] },
  "a lost answer, and the batch is refused when repeated": { operations: ["send a batch"], rules: [{ drop: true }, { fault: { code: "6000" } }], moments: once },
};

export interface FaultCell {
  fault: string;
  operation: MatrixOperation;
  moment: MatrixMoment;
}

/** Why a combination is left out. Everything else is run. */
function isSenseless({ fault, operation, moment }: FaultCell): string | null {
  const isRead = matrixOperations[operation].is === "read" || operation === "find where to renew it";
  if (isRead && moment === "and the process dies at the answer") return "a read has no effect: dying at its answer is dying before it, and the kills show that";
  if (moment === "and the process dies at the answer" && ["revoked", "throttle", "clock-ahead", "clock-behind"].includes(fault)) return "the fault is about later requests";
  if (moment === "and the process dies at the answer" && faults[fault]?.isSlow) return "a process that waits no longer does not die at the answer";
  if (moment === "and the process dies at the answer" && operation === "hear of a change") return "the answer is ours: whoever dies before it hears of the change once more, which late and duplicate news show";
  if (fault === "webhook-duplicate" && moment === "until somebody mends it") return "news that is repeated without end is never all told";
  if (matrixOperations[operation].is === "sign-in" && moment === "the second time") return "a sync renews its sign-in once";
  if (operation === "read the company" && moment === "the second time") return "a sync reads the company once a day";
  if ((operation === "read the change feed" || operation === "read everything" || operation === "read one customer" || operation === "look a lost answer up" || operation === "send a batch") && moment === "the second time") return "a story makes one such request";
  return null;
}

/** Every combination that makes sense, in a fixed order. */
export function faultMatrix(): FaultCell[] {
  return Object.entries(faults).flatMap(([fault, { operations, moments = matrixMoments }]) =>
    operations.flatMap((operation) => moments.map((moment) => ({ fault, operation, moment }))).filter((cell) => isSenseless(cell) === null),
  );
}

/** Milliseconds until an answer is given up in a cell; the adapter's own where nothing is slow. */
export function patienceOf({ fault }: FaultCell): number | undefined {
  return faults[fault]?.isSlow && patienceMs;
}

/** How QuickBooks behaves during a cell. */
export function habitsOf({ fault }: FaultCell): { name: string }[] {
  const { rotation } = faults[fault] ?? {};
  return rotation ? [{ name: rotation }] : [];
}

/** What is armed for a cell, in the order in which it is to happen. */
export function rulesOf({ fault, operation, moment }: FaultCell): ({ name: string; when: FaultWhen; times?: number } | FaultRule)[] {
  const { rules } = faults[fault] ?? {};
  const when: FaultWhen = { ...matrixOperations[operation].when, ...(moment === "the second time" && { nth: 2 }) };
  const times = moment === "twice in a row" ? 2 : moment === "until somebody mends it" ? 0 : 1;
  if (!rules) return [{ name: fault, when, times }];
  // What a repeated request meets lasts; the first thing happens as the moment says.
  return rules.map((then, index) => (index === 0 ? { when, ["then"]: then, times } : { when: { ...matrixOperations[operation].when, isRepeat: true }, ["then"]: then, times: 0 }));
}

/** `count` cells, drawn by a seed: of each fault, operation and moment one before a second of any, then whichever come; every one when there are no more. */
export function drawCells(cells: readonly FaultCell[], count: number, seed: number): FaultCell[] {
  const next = randomOf(seed);
  const shuffled = cells.map((cell) => ({ cell, order: next() })).toSorted((a, b) => a.order - b.order).map(({ cell }) => cell);
  const drawn = new Set<string>();
  const isNew = ({ fault, operation, moment }: FaultCell): boolean => {
    const before = drawn.size;
    for (const part of [fault, operation, moment]) drawn.add(part);
    return drawn.size > before;
  };
  const firsts = new Set(shuffled.filter(isNew));
  return [...firsts, ...shuffled.filter((cell) => !firsts.has(cell))].slice(0, count);
}

/** Numbers from 0 to 1 that a seed fixes (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

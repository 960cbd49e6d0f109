export const webhookScenarios = ["webhook-legacy", "webhook-cloudevents"] as const;
export type WebhookScenario = (typeof webhookScenarios)[number];

/** How fast notifications of one form are stored and answered. Milliseconds from the moment each was due until its answer was there. */
export interface WebhookRow {
  scenario: WebhookScenario;
  posts: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Of the floor in the same rounds: a plain server that proves the signature and stores the events. */
  floorP50Ms: number;
  floorP99Ms: number;
  /** p50 over the floor's. */
  ratioToFloor: number;
  /** Processor time of the API's process for each post, the sync that it causes included, and of the floor's; null where the system does not say. */
  processorMs: number | null;
  floorProcessorMs: number | null;
  /** Peak of the API's process. */
  rssMb: number | null;
  missed: string[];
}

/** What the issue asks for: stored and answered within so many milliseconds. Held against the 99th percentile. */
export const answerAimMs = 100;

/** The smallest value that so many percent of the values do not pass. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

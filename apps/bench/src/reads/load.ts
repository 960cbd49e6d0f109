import autocannon from "autocannon";
import { askText } from "./stacks.js";
import type { ReadClient, ReadScenario, Stack } from "./stack.js";

/** The load of one measurement. */
export interface LoadShape {
  connections: number;
  warmUpSeconds: number;
  seconds: number;
}

export interface LoadResult {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** One scenario on one stack, ready to be loaded as often as needed. */
export interface PreparedRead {
  stack: Stack;
  /** What the stack answers, without its own ids: every stack must say the same. */
  content: string;
  load(shape: LoadShape): Promise<LoadResult>;
}

/** Makes the request of a scenario and reads its answer once: under load every answer must be the same, byte for byte. */
export async function prepareRead(stack: Stack, scenario: ReadScenario): Promise<PreparedRead> {
  const request = await stack.request(scenario);
  const expected = await askText(stack.url, request);

  async function run({ connections }: LoadShape, duration: number): Promise<LoadResult> {
    let wrong = 0;
    const { path, ...rest } = request;
    const result = await autocannon({
      url: stack.url + path,
      ...rest,
      connections,
      duration,
      verifyBody(body) {
        const isRight = String(body) === expected;
        if (!isRight) wrong += 1;
        return isRight;
      },
    });
    if (result.non2xx > 0 || result.errors > 0 || wrong > 0) throw new Error(`${scenario} on ${stack.name}: ${result.non2xx} answers were no success, ${result.errors} failed, ${wrong} differed from the first.`);
    return { requestsPerSecond: Math.round(result.requests.total / result.duration), p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
  }

  return {
    stack,
    content: JSON.stringify(stack.clients(JSON.parse(expected)).map(withoutId)),
    async load(shape) {
      await run(shape, shape.warmUpSeconds);
      return run(shape, shape.seconds);
    },
  };
}

function withoutId({ displayName, email, phone, currency, isActive, version, invoices }: ReadClient): Omit<ReadClient, "id"> {
  return { displayName, email, phone, currency, isActive, version, ...(invoices && { invoices: invoices.map(({ number, issuedOn, total }) => ({ number, issuedOn, total: String(Number(total)) })) }) };
}

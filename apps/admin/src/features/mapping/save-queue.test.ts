import { describe, expect, it } from "vitest";
import { createSaveQueue, type BatchAnswer, type SaveJob } from "./save-queue.js";

const job = (rowId: string, serviceId = "s", origin: SaveJob["origin"] = "USER"): SaveJob => ({ rowId, serviceId, origin });
const jobs = (count: number) => Array.from({ length: count }, (_, index) => job(`r${index}`));

function queueThat(answer: (sent: readonly SaveJob[]) => BatchAnswer) {
  const requests: SaveJob[][] = [];
  const refused: string[] = [];
  let released = 0;
  const save = createSaveQueue({
    send: async (sent) => {
      requests.push([...sent]);
      await Promise.resolve();
      return answer(sent);
    },
    onSaved: (_rows, _sent, freed) => {
      released += freed;
    },
    onRefused: (sent) => refused.push(...sent.map((each) => each.rowId)),
  });
  return { save, requests, refused, released: () => released };
}
const takes = (): BatchAnswer => ({ rows: [], released: 2 });

describe("saving mappings", () => {
  it("sends at most 250 at once, and adds up what was released", async () => {
    const { save, requests, released } = queueThat(takes);
    await save(jobs(600));
    expect(released()).toBe(6);
    expect(requests.map((each) => each.length)).toEqual([250, 250, 100]);
  });
  it("sends what is chosen during a request together with the next one, the last choice of a row only", async () => {
    const { save, requests } = queueThat(takes);
    await Promise.all([save([job("a")]), save([job("b")]), save([job("a", "other")])]);
    expect(requests.flat().map((each) => `${each.rowId}:${each.serviceId}`)).toEqual(["a:other", "b:s"]);
  });
  it("halves a refused batch until only the row at fault is refused", async () => {
    const { save, requests, refused } = queueThat((sent) => (sent.some((each) => each.rowId === "r5") ? { refusal: "inactive", isUnreachable: false } : takes()));
    await save(jobs(8));
    expect(refused).toEqual(["r5"]);
    expect(requests.length).toBeLessThanOrEqual(7);
  });
  it("does not hammer a server that cannot be reached", async () => {
    const { save, requests, refused } = queueThat(() => ({ refusal: "offline", isUnreachable: true }));
    await save(jobs(8));
    expect(refused).toHaveLength(8);
    expect(requests).toHaveLength(1);
  });
  it("keeps what was accepted from Autofill apart from what a person chose", async () => {
    const { save, requests } = queueThat(takes);
    await save([job("a", "s", "EXACT"), job("b", "s", "EXACT"), job("c", "s", "LIKELY")]);
    expect(requests.map((each) => each.length)).toEqual([2, 1]);
  });
});

import { importsByIds, type ImportView } from "@tieout/store";
import type { Container } from "../../container.js";

const lookEveryMs = 400;
/** States in which nothing more happens by itself. */
const resting = ["preview", "committed", "failed", "discarded"];

/** An import while a file is read or committed, until it rests. */
export async function* watchImport({ store }: Pick<Container, "store">, firmId: string, importId: string): AsyncGenerator<{ import: ImportView; isFinal: boolean }> {
  let last = "";
  for (;;) {
    const [found] = await store.withFirm(firmId, (session) => importsByIds(session, [importId]));
    if (!found) return;
    const isFinal = resting.includes(found.state);
    const word = JSON.stringify([found.state, found.rowsRead, found.rowsDone]);
    if (word !== last) yield { import: found, isFinal };
    if (isFinal) return;
    last = word;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

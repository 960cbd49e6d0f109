import { newId } from "@tieout/domain";
import { connectionsOfRealm, hasSchedules, insertNotices, openNotices, queueNoticedWork, settleNotices, type OpenNotice, type Store } from "@tieout/store";
import type { Engine } from "./engine-types.js";
import { read, underLease, type RunContext } from "./run-context.js";
import { sense, type SenseOrder } from "./sense.js";

/** Takes in what the ledger tells us unasked. Nothing is done about it here: whoever delivers it wants an answer at once. */
export function createNotices({ store, gatherSeconds }: { store: Store; gatherSeconds: number }): Pick<Engine, "receiveNotices"> {
  return {
    async receiveNotices({ realmHash, notices }) {
      const connections = await store.withoutFirm((query) => connectionsOfRealm(query, realmHash));
      let added = 0;
      for (const { firmId, connectionId } of connections) {
        await store.withFirm(firmId, async (session) => {
          const isNew = await insertNotices(session, connectionId, notices);
          added += isNew;
          // Before the first plan is approved nothing is sent; what happens until then the change feed brings.
          if (isNew > 0 && (await hasSchedules(session, connectionId))) await queueNoticedWork(session, { id: newId(), connectionId, seconds: gatherSeconds });
        });
      }
      return { isKnown: connections.length > 0, added };
    },
  };
}

/**
 * Looks at what the ledger told us, as far as the mirror does not know it: the change feed once for all its kinds, by which lost and
 * shuffled notices are made good, and single records of the kinds it does not cover. Only then they count as looked at. `everything`
 * is what a look at all would be.
 */
export async function senseNotices(run: RunContext, everything: SenseOrder): Promise<void> {
  const notices = await read(run, (session) => openNotices(session, run.connectionId));
  const news = notices.filter(({ isNews }) => isNews);
  if (news.length > 0) await sense(run, orderOf(run, news, everything));
  await underLease(run, (session) => settleNotices(session, run.connectionId, notices.map(({ key }) => key)));
}

function orderOf(run: RunContext, news: readonly OpenNotice[], { kinds, movedKinds, forwardOnly }: SenseOrder): SenseOrder {
  const isInFeed = ({ kind }: OpenNotice) => kind !== "company" && run.ledger.feedKinds.includes(kind);
  const records = new Map(news.flatMap(({ kind, ledgerId }) => (kind === "company" ? [] : [[`${kind} ${ledgerId}`, { kind, ledgerId }] as const])));
  return {
    kinds,
    movedKinds,
    forwardOnly,
    feed: news.some(isInFeed) ? "always" : "never",
    company: news.some(({ kind }) => kind === "company") ? "now" : "daily",
    sweeps: [],
    singles: [...records.values()].filter(({ kind }) => !run.ledger.feedKinds.includes(kind)),
  };
}

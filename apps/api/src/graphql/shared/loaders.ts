import { clientsByIds, linkViews, type ClientView, type FirmSession, type LinkView } from "@tieout/store";
import DataLoader from "dataloader";

type Read = <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>;

/** A record by its kind and id, as one text so that a loader can compare keys. */
export type RecordKey = `${string}:${string}`;

/** One read for all the nested records of a request that are of one kind. */
export interface Loaders {
  client: DataLoader<string, ClientView | null>;
  link: DataLoader<RecordKey, LinkView | null>;
}

export function createLoaders(read: Read): Loaders {
  return {
    client: byId(read, clientsByIds),
    link: byRecord(read, linkViews),
  };
}

function byId<Row extends { id: string }>(read: Read, load: (session: FirmSession, ids: readonly string[]) => Promise<Row[]>): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read((session) => load(session, ids))).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}

/** Loads by kind: keys of several kinds in one batch are read kind by kind in one session. */
function byRecord<Row extends { recordId: string }>(read: Read, load: (session: FirmSession, kind: string, ids: readonly string[]) => Promise<Row[]>): DataLoader<RecordKey, Row | null> {
  return new DataLoader(async (keys) => {
    const kinds = Map.groupBy(keys, (key) => key.slice(0, key.indexOf(":")));
    const found = new Map<string, Row>();
    await read(async (session) => {
      for (const [kind, ofKind] of kinds) {
        for (const row of await load(session, kind, ofKind.map((key) => key.slice(kind.length + 1)))) found.set(`${kind}:${row.recordId}`, row);
      }
    });
    return keys.map((key) => found.get(key) ?? null);
  });
}

import { connectionUrl } from "../connection/urls.js";
import { runUrl } from "../runs/urls.js";
import { useRecordSync } from "../../lib/record-sync.js";
import { useMay } from "../../lib/viewer.js";
import { SyncControl } from "../../ui/sync-control.js";
import { timeTexts as texts } from "./time.texts.js";

/** Sync of one entry of time, with its result in place. */
export function TimeSync({ entryId, name, onStart }: { readonly entryId: string; readonly name: string; readonly onStart: () => void }) {
  const { sync, start } = useRecordSync("time");
  const maySync = useMay("syncTimeEntries");
  const startIt = () => {
    onStart();
    void start(entryId);
  };
  return (
    <span id={`sync-${entryId}`}>
      <SyncControl sync={sync} name={name} forbidden={maySync ? null : texts.syncForbidden} detailUrl={runUrl} reconnectUrl={connectionUrl} onStart={startIt} />
    </span>
  );
}

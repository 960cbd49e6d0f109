import { connectionUrl } from "../connection/urls.js";
import { runUrl } from "../runs/urls.js";
import { useRecordSync } from "../../lib/record-sync.js";
import { useMay } from "../../lib/viewer.js";
import { SyncControl } from "../../ui/sync-control.js";
import { clientsTexts as texts } from "./clients.texts.js";

/** Sync of one client, with its result in place. */
export function ClientSync({ clientId, name, size = "sm", onDone }: { readonly clientId: string; readonly name: string; readonly size?: "sm" | "md"; readonly onDone?: () => void }) {
  const { sync, start } = useRecordSync("client", onDone);
  const maySync = useMay("syncClient");
  return (
    <span id={`sync-${clientId}`}>
      <SyncControl sync={sync} name={name} size={size} forbidden={maySync ? null : texts.syncForbidden} detailUrl={runUrl} reconnectUrl={connectionUrl} onStart={() => void start(clientId)} />
    </span>
  );
}

import { connectionUrl } from "../connection/urls.js";
import { runUrl } from "../runs/urls.js";
import { useRecordSync } from "../../lib/record-sync.js";
import { useMay } from "../../lib/viewer.js";
import { SyncControl } from "../../ui/sync-control.js";
import { invoicesTexts as texts } from "./invoices.texts.js";

/** Sync of one invoice, with its result in place. */
export function InvoiceSync({ invoiceId, name, onDone }: { readonly invoiceId: string; readonly name: string; readonly onDone: () => void }) {
  const { sync, start } = useRecordSync("invoice", onDone);
  const maySync = useMay("syncInvoices");
  return <SyncControl sync={sync} name={name} size="md" forbidden={maySync ? null : texts.syncForbidden} detailUrl={runUrl} reconnectUrl={connectionUrl} onStart={() => void start(invoiceId)} />;
}

import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { count } from "../../lib/text.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { DiscardDialog } from "./discard-dialog.js";
import { importsQuery, type ImportListRow } from "./import-queries.js";
import { importsTexts as texts } from "./imports.texts.js";
import { UploadPanel } from "./upload-panel.js";
import { importUrl } from "./urls.js";
import { ImportStateMark } from "./verdict-mark.js";
import styles from "./imports.module.css";

const { columns: words } = texts.history;
/** Uploads that became nothing yet and can be thrown away. */
const open: ReadonlySet<ImportListRow["state"]> = new Set(["PREVIEW", "FAILED"]);
const columnsFor = (onDiscard: ((file: ImportListRow) => void) | null) => columnsOf<ImportListRow>([
  { id: "file", header: words.file, card: "title", cell: (file) => <Link {...importUrl(file.id)} className={styles["file"]}>{file.fileName}</Link> },
  { id: "source", header: words.source, width: "200px", cell: (file) => texts.recognised(texts.sources[file.source] ?? file.source, texts.kinds[file.kind]) },
  { id: "state", header: words.state, width: "150px", card: "corner", cell: (file) => <ImportStateMark state={file.state} /> },
  { id: "rows", header: words.rows, width: "90px", align: "end", cell: (file) => count(file.rowsRead) },
  { id: "by", header: words.by, width: "150px", shows: "wide", cell: (file) => file.createdBy },
  { id: "at", header: words.at, width: "150px", cell: (file) => <RelativeTime at={file.createdAt} isQuiet /> },
  ...(onDiscard
    ? [{
        id: "action", header: words.action, width: "132px", align: "end" as const,
        cell: (file: ImportListRow) => (open.has(file.state) ? <Button size="sm" look="quiet" aria-label={texts.discarding.of(file.fileName)} onClick={() => onDiscard(file)}>{texts.discarding.button}</Button> : null),
      }]
    : []),
]);

/** Files people bring: the way in, and every one so far. */
export function ImportsPage() {
  const navigate = useNavigate();
  const mayImport = useMay("commitImport");
  const [discarded, setDiscarded] = useState<ImportListRow | null>(null);
  const columns = useMemo(() => columnsFor(mayImport ? setDiscarded : null), [mayImport]);
  const [{ data, error, fetching, stale }, read] = useQuery({ query: importsQuery, variables: {}, requestPolicy: "cache-and-network" });
  return (
    <Page title={texts.title} lead={texts.lead}>
      {mayImport ? <UploadPanel /> : <Banner tone="attention" title={texts.forbidden} />}
      <Section title={texts.history.title} isFlush>
        {error && !data ? <div className={styles["inset"]}><QueryFailure error={error} onRetry={() => read({ requestPolicy: "network-only" })} /></div> : (
          <DataTable
            label={texts.history.title} columns={columns} rows={data?.imports.nodes} rowId={(file) => file.id} isRefreshing={(fetching || stale) && data !== undefined}
            onOpen={(file) => void navigate(importUrl(file.id))}
            empty={<EmptyState kind="nothing-yet" title={texts.history.empty}>{texts.history.emptyText}</EmptyState>}
          />
        )}
      </Section>
      {discarded ? <DiscardDialog file={discarded} onClose={() => setDiscarded(null)} onDone={() => read({ requestPolicy: "network-only" })} /> : null}
    </Page>
  );
}

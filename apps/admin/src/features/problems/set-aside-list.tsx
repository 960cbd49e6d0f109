import { useMemo, useState } from "react";
import { useQuery } from "urql";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { IncludeAgainDialog } from "../../ui/include-again-dialog.js";
import { Money } from "../../ui/money.js";
import { Pager } from "../../ui/pager.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { setAsideTexts } from "../../ui/set-aside.texts.js";
import { StateChip } from "../../ui/state-chip.js";
import { problemsTexts } from "./problems.texts.js";
import { RecordName } from "./record-name.js";
import type { recordKinds } from "./routes.js";
import styles from "./problems.module.css";

const texts = problemsTexts.aside;

const setAsideQuery = graphql(`
  query SetAsideRecords($first: Int!, $after: String, $recordKinds: [RecordKind!]) {
    setAsideRecords(first: $first, after: $after, recordKinds: $recordKinds) {
      totalCount
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      nodes { recordKind recordId label state reason by at amount { amount currency } }
    }
  }
`);

type Aside = ResultOf<typeof setAsideQuery>["setAsideRecords"]["nodes"][number];

interface SetAsideListProps {
  readonly record: (typeof recordKinds)[number] | undefined;
}

/** Everything that was left out on purpose, with who, why and Undo. */
export function SetAsideList({ record }: SetAsideListProps) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<readonly Aside[]>([]);
  const may = useMay("includeAgain");
  const [{ data, error }, read] = useQuery({ query: setAsideQuery, variables: { first: 25, after: position.after ?? null, recordKinds: record ? [record] : null }, requestPolicy: "cache-and-network" });
  const readAgain = () => read({ requestPolicy: "network-only" });
  const page = data?.setAsideRecords;
  const block = may ? null : setAsideTexts.forbidden;
  const columns = useMemo(() => columnsOf<Aside>([
    { id: "label", header: problemsTexts.record, card: "title", cell: (aside) => <Name aside={aside} /> },
    { id: "state", header: texts.how, width: "130px", card: "corner", cell: (aside) => <StateChip of="record" state={aside.state} /> },
    { id: "reason", header: texts.why, width: "26%", cell: (aside) => aside.reason },
    { id: "by", header: texts.by, width: "140px", cell: (aside) => <span className={styles["asideBy"]}>{aside.by} <RelativeTime at={aside.at} isQuiet /></span> },
    { id: "amount", header: problemsTexts.amount, width: "120px", align: "end", shows: "wide", cell: (aside) => (aside.amount ? <Money value={aside.amount} /> : null) },
    { id: "undo", header: texts.undo, width: "96px", align: "end", cell: (aside) => <Button size="sm" blockedBecause={block} aria-label={texts.undoOf(aside.label)} onClick={() => setAsked([aside])}>{texts.undo}</Button> },
  ]), [block]);
  if (error && !data) return <QueryFailure error={error} onRetry={readAgain} />;
  const chosen = page?.nodes.filter(({ recordId }) => ticked.has(recordId)) ?? [];
  return (
    <>
      {chosen.length > 0 ? (
        <div className={styles["asideBar"]}><Button look="primary" size="sm" blockedBecause={block} onClick={() => setAsked(chosen)}>{texts.undoMany(chosen.length)}</Button></div>
      ) : null}
      <DataTable
        label={problemsTexts.views["set-aside"]} columns={columns} rows={page?.nodes} rowId={(aside) => aside.recordId}
        selection={{ ids: ticked, onChange: setTicked, nameOf: (aside) => aside.label }}
        empty={<EmptyState kind="all-done" title={record ? problemsTexts.empty.filtered : problemsTexts.empty["set-aside"]}>{problemsTexts.empty.setAsideText}</EmptyState>}
        footer={page && (page.pageInfo.hasNextPage || position.after) ? <Pager position={position} shown={page.nodes.length} total={page.totalCount} info={page.pageInfo} onMove={setPosition} /> : null}
      />
      {asked.length > 0 ? (
        <IncludeAgainDialog
          records={asked} onClose={() => setAsked([])}
          onDone={() => {
            setTicked(new Set());
            readAgain();
          }}
        />
      ) : null}
    </>
  );
}

function Name({ aside }: { readonly aside: Aside }) {
  return <span className={styles["asideName"]}><RecordName record={aside} /><span>{problemsTexts.kind[aside.recordKind]}</span></span>;
}

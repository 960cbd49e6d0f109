import { useState } from "react";
import { useQuery } from "urql";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { Money } from "../../ui/money.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { Pager } from "../../ui/pager.js";
import { problemsTexts as texts } from "./problems.texts.js";
import { RecordName } from "./record-name.js";
import styles from "./problems.module.css";

const recordsQuery = graphql(`
  query ProblemRecords($id: ID!, $after: String) {
    problem(id: $id) {
      id recordCount
      records(first: 20, after: $after) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        nodes { recordKind recordId label amount { amount currency } addedAt }
      }
    }
  }
`);

type Held = NonNullable<ResultOf<typeof recordsQuery>["problem"]>["records"]["nodes"][number];

const columnsWith = (since: string) => columnsOf<Held>([
  { id: "label", header: texts.record, card: "title", cell: (record) => <RecordName record={record} /> },
  { id: "added", header: since, width: "160px", cell: (record) => <RelativeTime at={record.addedAt} isQuiet /> },
  { id: "amount", header: texts.amount, width: "140px", align: "end", card: "corner", cell: (record) => (record.amount ? <Money value={record.amount} /> : null) },
]);

const columns = { held: columnsWith(texts.added), concerned: columnsWith(texts.noticed) };

/** A page of the records behind a cause, and those ticked on it and on the pages before: one that left the page is ticked no more. */
export function useHeldRecords(problemId: string) {
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [ticked, setTicked] = useState<ReadonlyMap<string | undefined, ReadonlySet<string>>>(new Map());
  const [{ data }] = useQuery({ query: recordsQuery, variables: { id: problemId, after: position.after ?? null }, requestPolicy: "cache-and-network" });
  const page = data?.problem?.records;
  const here = page?.nodes.map(({ recordId }) => recordId).filter((id) => ticked.get(position.after)?.has(id)) ?? [];
  const elsewhere = [...ticked].flatMap(([after, ids]) => (after === position.after ? [] : [...ids]));
  return {
    page, total: data?.problem?.recordCount, position, setPosition,
    tickedHere: new Set(here),
    tickedIds: [...here, ...elsewhere],
    tick: (ids: ReadonlySet<string>) => setTicked(new Map(ticked).set(position.after, ids)),
    untickAll: () => setTicked(new Map()),
  };
}

interface HeldRecordsProps {
  readonly held: ReturnType<typeof useHeldRecords>;
  /** A notice holds nothing: its records went out, and it only says something about them. */
  readonly isHolding: boolean;
}

/** The records behind a cause; ticking some limits a remedy to them. */
export function HeldRecords({ held: { page, total, position, setPosition, tickedHere, tick }, isHolding }: HeldRecordsProps) {
  return (
    <div className={styles["held"]}>
      <DataTable
        label={isHolding ? texts.held : texts.concerns} columns={isHolding ? columns.held : columns.concerned} rows={page?.nodes} rowId={(record) => record.recordId} empty={null}
        selection={{ ids: tickedHere, onChange: tick, nameOf: (record) => record.label }}
        footer={page && (page.pageInfo.hasNextPage || position.after) ? <Pager position={position} shown={page.nodes.length} total={total ?? page.nodes.length} info={page.pageInfo} onMove={setPosition} /> : null}
      />
    </div>
  );
}

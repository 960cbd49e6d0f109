import { useState } from "react";
import { useQuery } from "urql";
import { formatDay, formatMinutes } from "../../lib/format.js";
import type { Json } from "../../lib/graphql.js";
import type { PagePosition } from "../../lib/paging.js";
import { count } from "../../lib/text.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable, type Column } from "../../ui/data-table.js";
import { EmptyState } from "../../ui/empty-state.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { ListBar } from "../../ui/list-bar.js";
import { Section } from "../../ui/page.js";
import { Pager } from "../../ui/pager.js";
import { importRowsQuery, textOf, type ImportDetail, type ImportRow, type Verdict } from "./import-queries.js";
import { importsTexts } from "./imports.texts.js";
import { VerdictMark } from "./verdict-mark.js";
import styles from "./imports.module.css";

const texts = importsTexts.preview;
const words = texts.columns;

const line: Column<ImportRow> = { id: "line", header: words.line, width: "60px", align: "end", card: "line", cell: (row) => <span className={styles["muted"]}>{count(row.line)}</span> };
const verdict: Column<ImportRow> = { id: "verdict", header: words.verdict, width: "120px", card: "corner", cell: (row) => <VerdictMark verdict={row.verdict} /> };
const why: Column<ImportRow> = { id: "why", header: words.why, width: "36%", cell: (row) => (row.reasons.length > 0 ? <span className={styles["why"]}>{row.reasons.join(" ")}</span> : null) };

/** What a refused row has in the columns of its file; null where they cannot be told apart, and for every other row. */
function cellsOf({ content }: ImportRow): Json {
  return content !== null && typeof content === "object" && !Array.isArray(content) ? ((content as { readonly cells?: Json }).cells ?? null) : null;
}

const cellOf = (row: ImportRow, ...names: readonly string[]) => textOf(cellsOf(row) ?? row.content, ...names);

/** The day; one the file writes in another way is shown as it stands there. */
function dayOf(row: ImportRow): string | null {
  const day = cellOf(row, "date");
  return /^\d{4}-\d\d-\d\d$/.test(day) && cellsOf(row) === null ? formatDay(day) : day || null;
}

/** How long; of a refused row as the file writes it. */
function lengthOf(row: ImportRow): string | null {
  if (cellsOf(row) !== null) return cellOf(row, "duration", "decimalHours", "minutes") || null;
  const minutes = Number(cellOf(row, "minutes"));
  return minutes > 0 ? formatMinutes(minutes) : null;
}

const timeColumns = columnsOf<ImportRow>([
  line,
  verdict,
  { id: "day", header: words.day, width: "108px", cell: (row) => dayOf(row) },
  { id: "who", header: words.who, width: "11%", shows: "wide", cell: (row) => cellOf(row, "staffName", "staffEmail") },
  { id: "client", header: words.client, card: "title", cell: (row) => cellOf(row, "client", "raw") },
  { id: "work", header: words.work, width: "13%", cell: (row) => [cellOf(row, "project", "category"), cellOf(row, "task", "type")].filter(Boolean).join(", ") },
  { id: "minutes", header: words.minutes, width: "72px", align: "end", cell: (row) => lengthOf(row) },
  why,
]);
const clientColumns = columnsOf<ImportRow>([
  line,
  verdict,
  { id: "name", header: words.name, card: "title", cell: (row) => cellOf(row, "name", "raw") },
  { id: "email", header: words.email, width: "16%", cell: (row) => cellOf(row, "email") },
  { id: "phone", header: words.phone, width: "144px", shows: "wide", cell: (row) => cellOf(row, "phone", "mobile") },
  { id: "parent", header: words.parent, width: "10%", shows: "wide", cell: (row) => cellOf(row, "parent") },
  why,
]);

/** Every row of the file with its verdict, and why when it is not taken. */
export function RowsSection({ file }: { readonly file: ImportDetail }) {
  const [only, setOnly] = useState<Verdict | "all">("all");
  const [position, setPosition] = useState<PagePosition>({ skipped: 0 });
  const [{ data, fetching, stale }] = useQuery({
    query: importRowsQuery, variables: { id: file.id, after: position.after ?? null, verdicts: only === "all" ? null : [only] }, requestPolicy: "cache-and-network",
  });
  const list = data?.import?.rows;
  const show = (verdict: Verdict | "all") => {
    setOnly(verdict);
    setPosition({ skipped: 0 });
  };
  return (
    <Section title={texts.title} isFlush>
      <ListBar>
        <FilterChips<Verdict | "all">
          label={words.verdict} value={only} onChange={show}
          chips={[{ value: "all", label: importsTexts.all, count: file.rowsRead }, ...file.counts.filter((each) => each.count > 0).map((each) => ({ value: each.verdict, label: importsTexts.verdicts[each.verdict], count: each.count }))]}
        />
      </ListBar>
      <DataTable
        label={texts.title} columns={file.kind === "TIME" ? timeColumns : clientColumns} rows={list?.nodes} rowId={(row) => String(row.line)} isRefreshing={(fetching || stale) && list !== undefined}
        empty={<EmptyState kind="nothing-matches" title={texts.empty} action={<Button onClick={() => show("all")}>{texts.showAll}</Button>}>{texts.emptyText}</EmptyState>}
        footer={list ? <Pager position={position} shown={list.nodes.length} total={list.totalCount} info={list.pageInfo} onMove={setPosition} /> : null}
      />
    </Section>
  );
}

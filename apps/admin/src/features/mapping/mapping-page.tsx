import { getRouteApi } from "@tanstack/react-router";
import { IconSparkles } from "@tabler/icons-react";
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { connectionUrl } from "../connection/urls.js";
import { servicesUrl } from "../services/urls.js";
import { useKeys } from "../../lib/keys.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button, ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Switch } from "../../ui/field.js";
import { FilterChips } from "../../ui/filter-chips.js";
import { ListBar } from "../../ui/list-bar.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SearchField } from "../../ui/search-field.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { DefaultItem } from "./default-item.js";
import { MappingGrid } from "./mapping-grid.js";
import { mappingTexts as texts } from "./mapping.texts.js";
import { ReviewBar } from "./review-bar.js";
import { countRows, visibleRows } from "./row-filter.js";
import { acceptable } from "./sheet.js";
import type { RowFilter } from "./urls.js";
import { useMappingSheet } from "./use-mapping-sheet.js";
import styles from "./mapping.module.css";

const route = getRouteApi("/shell/mapping");
const chipFilters = ["unmapped", "attention", "default", "mapped"] as const;

/** Which service of QuickBooks each billable category (or type) is sold as. */
export function MappingPage() {
  const { set, show, q = "" } = route.useSearch();
  const navigate = route.useNavigate();
  const [isReleasing, setReleasing] = useState(true);
  const sourceSet = set === "types" ? "BILLABLE_TYPE" : "BILLABLE_CATEGORY";
  return <MappingSet key={sourceSet} {...{ sourceSet, show, q, navigate, isReleasing, setReleasing }} />;
}

interface MappingSetProps {
  readonly sourceSet: "BILLABLE_CATEGORY" | "BILLABLE_TYPE";
  readonly show: RowFilter | undefined;
  readonly q: string;
  readonly navigate: ReturnType<typeof route.useNavigate>;
  readonly isReleasing: boolean;
  readonly setReleasing: (isReleasing: boolean) => void;
}

function MappingSet({ sourceSet, show, q, navigate, isReleasing, setReleasing }: MappingSetProps) {
  const mapping = useMappingSheet(sourceSet, isReleasing);
  const { sheet } = mapping;
  const mayMap = useMay("mapCategories");
  const grid = useRef<HTMLDivElement>(null);
  const setSearch = (changes: { set?: "types" | undefined; show?: RowFilter | undefined; q?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });

  // What is counted over all rows follows a moment after the rows in view: ten thousand are counted when the key press is on the screen.
  const deferred = useDeferredValue(sheet);
  const counted = deferred.rows.length === 0 ? sheet : deferred;
  // Not what is selected: ticking a row counts nothing anew.
  const counts = useMemo(() => countRows(counted), [counted.rows, counted.pending, counted.refused, counted.suggestions, counted.defaultService]);
  const selectedCount = useMemo(() => acceptable(counted).length, [counted.selected, counted.suggestions, counted.pending, counted.rows]);
  // A row stays in view when its choice no longer fits the filter: nothing jumps while one works down the list.
  const rowIds = useMemo(() => (show || q ? visibleRows(sheet, show, q).map((row) => row.id) : null), [sheet.at, sheet.suggestions, show, q]);
  const rows = useMemo(() => (rowIds ? rowIds.flatMap((id) => sheet.rows[sheet.at.get(id) ?? -1] ?? []) : sheet.rows), [rowIds, sheet.rows, sheet.at]);

  const acceptAll = () => {
    mapping.choose(acceptable(sheet));
    grid.current?.focus({ preventScroll: true });
  };
  const autofill = () => void mapping.autofill().then(() => grid.current?.focus({ preventScroll: true }));
  const hasServices = sheet.services.size > 0;
  const readOnlyBecause = mayMap ? (hasServices ? null : texts.noConnection) : texts.forbidden;
  const open = counts.unmapped + counts.default;
  const { keys } = texts;
  const toRows = () => grid.current?.focus();
  useKeys(keys.scope, [
    { keys: "$mod+.", label: texts.autofill, run: autofill, whileTyping: true },
    { keys: "$mod+z", label: keys.undo, run: mapping.undo },
    { keys: "Enter", label: keys.accept },
    { keys: "1", label: keys.alternative },
    { keys: "F2", label: keys.picker },
    { keys: "Backspace", label: keys.clear },
    { keys: "Space", label: keys.select },
    { keys: "$mod+Enter", label: keys.acceptAll },
  ], readOnlyBecause === null);
  // Within the grid they move; from anywhere else on the page they lead into it.
  useKeys(keys.rowsScope, [{ keys: "j", label: keys.next, run: toRows }, { keys: "k", label: keys.previous, run: toRows }], rows.length > 0);

  if (mapping.error && sheet.rows.length === 0) {
    return <Page title={texts.title}><QueryFailure error={mapping.error} onRetry={mapping.reload} /></Page>;
  }
  const isFirstLoad = mapping.isLoading && sheet.rows.length === 0;
  return (
    <Page
      title={texts.title} lead={texts.lead}
      mark={rows.length > 0 ? <button type="button" className={styles["skip"]} onClick={toRows}>{texts.toRows}</button> : null}
      actions={
        <Button
          look={sheet.suggestions ? "plain" : "primary"} isBusy={mapping.isAutofilling} shortcut="$mod+." icon={<IconSparkles size={16} stroke={1.6} aria-hidden="true" />}
          blockedBecause={readOnlyBecause ?? (open === 0 && !isFirstLoad ? texts.autofillNothing : null)} onClick={autofill}
        >
          {texts.autofill}
        </Button>
      }
    >
      {!mapping.isLoading && !hasServices ? (
        <Banner tone="attention" title={texts.notConnected.title} actions={<ButtonLink {...connectionUrl} size="sm">{texts.notConnected.action}</ButtonLink>}>{texts.notConnected.text}</Banner>
      ) : null}
      {counts.attention > 0 && show !== "attention" ? (
        <Banner tone="attention" title={texts.attention(counts.attention)} actions={<Button size="sm" onClick={() => setSearch({ show: "attention" })}>{texts.showThem}</Button>} />
      ) : null}
      <div className={styles["top"]}>
        <div className={styles["sets"]} role="group" aria-label={texts.sets.label} title={texts.otherSetKept}>
          <button type="button" aria-pressed={sourceSet === "BILLABLE_CATEGORY"} onClick={() => setSearch({ set: undefined, show: undefined })}>{texts.sets.categories}</button>
          <button type="button" aria-pressed={sourceSet === "BILLABLE_TYPE"} onClick={() => setSearch({ set: "types", show: undefined })}>{texts.sets.types}</button>
        </div>
        <div className={styles["progress"]} data-done={(!isFirstLoad && open === 0 && counts.attention === 0) || undefined} role="status">
          <strong>{isFirstLoad ? "–" : texts.progress(counts.mapped, counts.mapped + open)}</strong>
          {counts.holding > 0 ? <span className={styles["waits"]}>{texts.holding(counts.holding)}</span> : null}
        </div>
        {mapping.readAt ? <span className={styles["muted"]}>{texts.readAt} <RelativeTime at={mapping.readAt} /></span> : null}
        {mayMap ? <span className={styles["release"]}><Switch label={texts.release} title={texts.releaseHint} checked={isReleasing} onChange={(event) => setReleasing(event.currentTarget.checked)} /></span> : null}
      </div>
      <Section isFlush>
        <ListBar>
          <SearchField label={texts.search} value={q} wait={80} onChange={(text) => setSearch({ q: text || undefined })} onLeave={() => grid.current?.focus()} />
          <FilterChips<RowFilter | "all">
            label={texts.show} value={show && chipFilters.some((each) => each === show) ? show : "all"} onChange={(filter) => setSearch({ show: filter === "all" ? undefined : filter })}
            chips={[
              { value: "all", label: texts.chips.all, count: sheet.rows.length },
              ...chipFilters.filter((filter) => filter !== "default" || sheet.defaultService).map((filter) => ({ value: filter, label: texts.chips[filter], count: counts[filter] })),
            ]}
          />
        </ListBar>
        <DefaultItem service={sheet.defaultService} services={sheet.services} rows={counts.default} readOnlyBecause={readOnlyBecause} onChange={(id) => void mapping.setDefault(id)} />
        {isFirstLoad ? <SkeletonRows rows={14} label={texts.grid(0)} /> : null}
        {!isFirstLoad && rows.length === 0 ? <NoRows hasAny={sheet.rows.length > 0} show={show} q={q} onClear={() => setSearch({ show: undefined, q: undefined })} /> : null}
        {rows.length > 0 ? (
          <>
            <MappingGrid
              sheet={sheet} rows={rows} readOnlyBecause={readOnlyBecause} focusRef={grid}
              onChoose={mapping.choose} onAcceptAll={acceptAll} onSelect={mapping.select} onUndo={mapping.undo} onAutofill={autofill}
            />
            <p className={styles["phone"]}>{texts.phone}</p>
          </>
        ) : null}
        {sheet.suggestions ? (
          <ReviewBar counts={counts} selected={selectedCount} show={show} onShow={(filter) => setSearch({ show: filter })} onAccept={acceptAll} onDiscard={mapping.forgetSuggestions} />
        ) : null}
      </Section>
    </Page>
  );
}

function NoRows({ hasAny, show, q, onClear }: { readonly hasAny: boolean; readonly show: RowFilter | undefined; readonly q: string; readonly onClear: () => void }) {
  const { empty } = texts;
  if (!hasAny) return <EmptyState kind="nothing-yet" title={empty.none} action={<ButtonLink {...servicesUrl} look="primary">{empty.noneAction}</ButtonLink>}>{empty.noneText}</EmptyState>;
  if (show === "unmapped" && !q) return <EmptyState kind="all-done" title={empty.done} action={<Button onClick={onClear}>{empty.clear}</Button>}>{empty.doneText}</EmptyState>;
  return <EmptyState kind="nothing-matches" title={empty.match} action={<Button onClick={onClear}>{empty.clear}</Button>}>{q ? empty.matchText(q) : empty.matchFilter}</EmptyState>;
}

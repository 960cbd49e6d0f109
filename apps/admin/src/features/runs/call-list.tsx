import type { LinkOptions } from "@tanstack/react-router";
import type { CombinedError } from "urql";
import type { FragmentOf } from "../../lib/graphql.js";
import { nextPage, previousPage, type PageInfo, type PagePosition } from "../../lib/paging.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Section } from "../../ui/page.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { CallTable, type callFragment } from "./call-table.js";
import { runTexts as texts } from "./runs.texts.js";
import styles from "./runs.module.css";

interface CallListProps {
  readonly label: string;
  /** Undefined while it is on its way. */
  readonly page: { readonly nodes: readonly FragmentOf<typeof callFragment>[]; readonly pageInfo: PageInfo } | undefined;
  readonly error: CombinedError | undefined;
  readonly position: PagePosition;
  readonly onMove: (to: PagePosition) => void;
  /** Why there are none. */
  readonly nothing: string;
  readonly spans?: "days";
  readonly urlOf: (callId: string) => LinkOptions;
}

/** Calls to QuickBooks, page by page. Nobody counts them all: an hour of a large firm has thousands. */
export function CallList({ label, page, error, position, onMove, nothing, ...table }: CallListProps) {
  if (error && !page) return <Banner tone="information" title={error.graphQLErrors[0]?.message ?? error.message} />;
  if (!page) return <Section isFlush><SkeletonRows label={label} /></Section>;
  const before = previousPage(position);
  const next = nextPage(position, page.nodes.length, page.pageInfo);
  return (
    <Section isFlush>
      {page.nodes.length === 0 ? <EmptyState kind="all-done" title={texts.noCalls}>{nothing}</EmptyState> : <CallTable calls={page.nodes} label={label} {...table} />}
      {before || next ? (
        <div className={styles["more"]}>
          {before ? <Button size="sm" onClick={() => onMove(before)}>{texts.previous}</Button> : null}
          {next ? <Button size="sm" onClick={() => onMove(next)}>{texts.next}</Button> : null}
        </div>
      ) : null}
    </Section>
  );
}

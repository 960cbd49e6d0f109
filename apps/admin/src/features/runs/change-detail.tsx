import { useQuery } from "urql";
import { graphql, type FragmentOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { FieldChanges, type FieldChange } from "../../ui/field-changes.js";
import { Reasons } from "../../ui/reason-brief.js";
import { MatchEvidence, type matchEvidenceFragment } from "../../ui/match-evidence.js";
import { SkeletonLine } from "../../ui/skeleton.js";
import { CallTable, callFragment } from "./call-table.js";
import { runTexts as texts } from "./runs.texts.js";
import { useCallUrl } from "./use-call-url.js";
import { useUndo } from "./use-undo.js";
import styles from "./runs.module.css";

const callsQuery = graphql(`query ChangeCalls($id: ID!) { node(id: $id) { ... on Change { id calls { ...CallTable_call } } } }`, [callFragment]);

interface ChangeDetailProps {
  readonly change: FragmentOf<typeof matchEvidenceFragment> & { readonly id: string; readonly label: string; readonly state: string; readonly isUndone: boolean; readonly reason: string | null; readonly url: string | null; readonly fields: readonly FieldChange[] };
}

/** The fields of one change, why it links what it links, and the calls behind it for those who may see them. */
export function ChangeDetail({ change }: ChangeDetailProps) {
  const [{ data, error, fetching }] = useQuery({ query: callsQuery, variables: { id: change.id } });
  const callUrl = useCallUrl();
  const mayUndo = useMay("planUndo");
  const { isBusy, undo } = useUndo();
  const calls = data?.node && "calls" in data.node ? data.node.calls : [];
  return (
    <div className={styles["detail"]}>
      <Reasons reason={change.reason} />
      <MatchEvidence change={change} />
      {change.fields.length > 0 ? <FieldChanges changes={change.fields} label={texts.details(change.label)} /> : null}
      {change.url ? <a href={change.url} target="_blank" rel="noreferrer">{texts.open}</a> : null}
      {fetching ? <SkeletonLine /> : null}
      {calls.length > 0 ? <CallTable calls={calls} label={texts.callsOf(change.label)} urlOf={callUrl} /> : null}
      {change.isUndone ? <p>{texts.isUndone}</p> : null}
      {change.state === "APPLIED" && !change.isUndone && mayUndo ? <Button size="sm" isBusy={isBusy} aria-label={texts.undoLabel(change.label)} onClick={() => void undo({ changeId: change.id })}>{texts.undo}</Button> : null}
      {error ? <Banner tone="information" title={error.graphQLErrors[0]?.message ?? error.message} /> : null}
    </div>
  );
}

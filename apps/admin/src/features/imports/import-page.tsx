import { getRouteApi, Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useQuery, useSubscription } from "urql";
import { clientsUrl } from "../clients/urls.js";
import { timeUrl } from "../time/urls.js";
import { count } from "../../lib/text.js";
import { Banner } from "../../ui/banner.js";
import { useLiveContext } from "../../lib/viewer.js";
import { ButtonLink } from "../../ui/button.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Page, Section } from "../../ui/page.js";
import { ProgressBar } from "../../ui/progress-bar.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { CommitBar } from "./commit-bar.js";
import { importProgressSubscription, importQuery, type ImportDetail } from "./import-queries.js";
import { importsTexts as texts } from "./imports.texts.js";
import { RowsSection } from "./rows-section.js";
import { importsUrl } from "./urls.js";
import { ValuesSection } from "./values-section.js";
import { ImportStateMark, VerdictMark } from "./verdict-mark.js";
import styles from "./imports.module.css";

const route = getRouteApi("/shell/imports/$importId");

/** One file from upload to result: read, decided, looked over, imported. */
export function ImportPage() {
  const { importId } = route.useParams();
  const [{ data, error, fetching }, read] = useQuery({ query: importQuery, variables: { id: importId }, requestPolicy: "cache-and-network" });
  const readAgain = () => read({ requestPolicy: "network-only" });
  const file = data?.import;
  const isMoving = file?.state === "READING" || file?.state === "COMMITTING";
  const [{ data: live }] = useSubscription({ query: importProgressSubscription, variables: { id: importId }, pause: !isMoving, context: useLiveContext() });
  const isFinal = live?.importProgress.isFinal ?? false;
  useEffect(() => {
    if (isFinal) readAgain();
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the stream tells the end
  }, [isFinal]);
  useEffect(() => {
    // The stream may be down: what moves is asked for as well.
    if (!isMoving) return;
    const timer = setInterval(readAgain, 2000);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- one clock while it moves
  }, [isMoving]);

  const trail = <Link {...importsUrl}>{texts.title}</Link>;
  if (error && !data) return <Page title={texts.one} trail={trail}><QueryFailure error={error} onRetry={readAgain} /></Page>;
  if (!data || (!file && fetching)) return <Page title={texts.one} trail={trail}><Section><SkeletonRows label={texts.one} /></Section></Page>;
  if (!file) {
    const { title, text, back } = texts.notFound;
    return <Page title={texts.one} trail={trail}><Section><EmptyState kind="nothing-matches" title={title} action={<ButtonLink {...importsUrl}>{back}</ButtonLink>}>{text}</EmptyState></Section></Page>;
  }
  return (
    <Page
      title={file.fileName} trail={trail} mark={<ImportStateMark state={file.state} variant="boxed" />}
      lead={texts.recognised(texts.sources[file.source] ?? file.source, texts.kinds[file.kind])}
    >
      <Stage file={file} onChanged={readAgain} />
    </Page>
  );
}

function Stage({ file, onChanged }: { readonly file: ImportDetail; readonly onChanged: () => void }) {
  switch (file.state) {
    case "READING": return <Section><ProgressBar label={texts.states.READING} done={file.rowsRead} total={null} words={texts.reading(file.rowsRead)} /></Section>;
    case "COMMITTING": return <Section><ProgressBar label={texts.states.COMMITTING} done={file.rowsDone} total={file.rowsRead} words={texts.committing(file.rowsDone, file.rowsRead)} /></Section>;
    case "FAILED": return <Banner tone="failure" title={texts.result.failed} isUrgent actions={<ButtonLink {...importsUrl} size="sm">{texts.result.again}</ButtonLink>}>{file.failure}</Banner>;
    case "DISCARDED": return <Banner tone="information" title={texts.result.discarded} actions={<ButtonLink {...importsUrl} size="sm">{texts.result.again}</ButtonLink>} />;
    case "PREVIEW":
      return (
        <>
          {file.values.length > 0 ? <ValuesSection file={file} onChanged={onChanged} /> : null}
          <RowsSection key={file.counts.map((each) => each.count).join()} file={file} />
          <CommitBar file={file} onChanged={onChanged} />
        </>
      );
    case "COMMITTED": return <><Result file={file} /><RowsSection file={file} /></>;
  }
}

/** What became of every row; the sum must be the file. */
function Result({ file }: { readonly file: ImportDetail }) {
  const counts = file.counts.filter((each) => each.count > 0);
  const ties = counts.reduce((sum, each) => sum + each.count, 0) === file.rowsRead;
  return (
    <Section title={texts.result.title} actions={<ButtonLink {...(file.kind === "TIME" ? timeUrl : clientsUrl)}>{texts.result.open[file.kind]}</ButtonLink>}>
      <table className={styles["result"]}>
        <tbody>{counts.map((each) => <tr key={each.verdict}><th scope="row"><VerdictMark verdict={each.verdict} /></th><td>{count(each.count)}</td></tr>)}</tbody>
        <tfoot><tr data-ties={ties || undefined}><th scope="row">{texts.result.found}</th><td><span>{count(file.rowsRead)}</span></td></tr></tfoot>
      </table>
      {ties ? <p className={styles["done"]}>{texts.result.ties}</p> : null}
    </Section>
  );
}

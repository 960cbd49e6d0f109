import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMutation } from "urql";
import { problemUrl } from "../problems/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { graphql } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { fieldValue, fieldWord } from "../../ui/field-changes.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import type { ClientDetail } from "./client-query.js";
import { clientsTexts } from "./clients.texts.js";
import styles from "./clients.module.css";

const texts = clientsTexts.notice;

const answerMutation = graphql(`
  mutation AnswerClientNotice($input: ResolveProblemInput!) { resolveProblem(input: $input) { run { id number } userErrors { code field message } } }
`);

/** Answered here; whatever else can be done is one step away, on the page of problems. */
const oneStep: readonly string[] = ["dismiss", "keep-ours"];

interface ClientNoticeProps {
  readonly notice: NonNullable<ClientDetail["problems"]>[number];
  readonly onDone: () => void;
}

/** What QuickBooks made of the client, before and now, and when; kept or taken back in one step. */
export function ClientNotice({ notice: { id, title, explanation, firstSeenAt, clashes, remedies }, onDone }: ClientNoticeProps) {
  const [, answer] = useMutation(answerMutation);
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const may = useMay("resolveProblem");
  const { homeCurrency } = useFirmFacts();
  const editedAt = clashes[0]?.editedInQuickBooksAt;
  const resolve = async (remedy: string) => {
    setBusy(remedy);
    const { data, error } = await answer({ input: { problemId: id, remedy } });
    setBusy(null);
    const refusal = refusalOf(error, data?.resolveProblem.userErrors);
    setFailure(refusal);
    if (refusal) return;
    const run = data?.resolveProblem.run;
    toast({ tone: "good", message: run ? texts.sending(run.number) : remedy === "dismiss" ? texts.kept : texts.later });
    onDone();
  };
  return (
    <Banner
      tone="information" title={<Link {...problemUrl(id)} className={styles["notice"]}>{title}</Link>}
      actions={remedies.filter(({ kind }) => oneStep.includes(kind)).map(({ kind, label }) => (
        <Button key={kind} size="sm" isBusy={busy === kind} blockedBecause={may ? null : texts.forbidden} onClick={() => void resolve(kind)}>{label}</Button>
      ))}
    >
      <p>{explanation}</p>
      <dl className={styles["edits"]}>
        {clashes.map(({ path, here, inQuickBooks }) => (
          <div key={path}><dt>{fieldWord(path)}</dt><dd><del>{fieldValue(path, here, homeCurrency)}</del> <span aria-hidden="true">→</span> <ins>{fieldValue(path, inQuickBooks, homeCurrency)}</ins></dd></div>
        ))}
      </dl>
      <p className={styles["when"]}>{editedAt ? <>{texts.edited} <RelativeTime at={editedAt} />, {texts.seen} </> : <>{texts.seenOnly} </>}<RelativeTime at={firstSeenAt} />.</p>
      {failure ? <p role="alert" className={styles["refusal"]}>{failure}</p> : null}
    </Banner>
  );
}

import { Drawer } from "@mantine/core";
import { useQuery } from "urql";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatInstant } from "../../lib/format.js";
import { graphql, readFragment, type ResultOf } from "../../lib/graphql.js";
import { Banner } from "../../ui/banner.js";
import { CopyField } from "../../ui/copy-field.js";
import { Facts } from "../../ui/facts.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { uiTexts } from "../../ui/ui.texts.js";
import { CallAnswer } from "./call-answer.js";
import { CallBody } from "./call-body.js";
import { CallTries } from "./call-tries.js";
import { callFragment } from "./call-table.js";
import { runTexts } from "./runs.texts.js";
import styles from "./call-panel.module.css";

const texts = runTexts.callPanel;
const callQuery = graphql(`query LedgerCall($id: ID!) { ledgerCall(id: $id) { id requestBody responseBody ...CallTable_call } }`, [callFragment]);

/** One call to QuickBooks beside the page: when, how it went, the ids support asks for, and what was said, redacted. */
export function CallPanel({ callId, onClose }: { readonly callId: string; readonly onClose: () => void }) {
  const [{ data, error }] = useQuery({ query: callQuery, variables: { id: callId } });
  return (
    <Drawer opened onClose={onClose} position="right" size={640} title={texts.title} closeButtonProps={{ "aria-label": uiTexts.close }} lockScroll={false} attributes={{ content: { "data-blocks-keys": "" } }}>
      {error ? <Banner tone="information" title={error.graphQLErrors[0]?.message ?? error.message} /> : null}
      {!data && !error ? <SkeletonRows label={texts.title} /> : null}
      {data && !data.ledgerCall ? <p>{texts.notFound}</p> : null}
      {data?.ledgerCall ? <Call call={data.ledgerCall} /> : null}
    </Drawer>
  );
}

function Call({ call }: { readonly call: NonNullable<ResultOf<typeof callQuery>["ledgerCall"]> }) {
  const { timeZone } = useFirmFacts();
  const facts = readFragment(callFragment, call);
  return (
    <div className={styles["panel"]}>
      <p className={styles["what"]}><code>{facts.method} {facts.path}</code></p>
      <Facts
        facts={[
          { term: texts.at, value: formatInstant(facts.at, timeZone) },
          { term: texts.status, value: <CallAnswer call={facts} /> },
          ...(facts.durationMs === null ? [] : [{ term: texts.took, value: runTexts.milliseconds(facts.durationMs) + (facts.attempts > 1 ? `, ${runTexts.attempts(facts.attempts)}` : "") }]),
          ...(facts.requestId ? [{ term: texts.requestId, value: <code>{facts.requestId}</code> }] : []),
        ]}
      />
      {facts.traceId ? (
        <div className={styles["trace"]}>
          <h3>{texts.trace}</h3>
          <CopyField label={texts.trace} value={facts.traceId} />
          <p className={styles["note"]}>{texts.traceText}</p>
        </div>
      ) : null}
      {facts.attempts > 1 ? (
        <div className={styles["trace"]}>
          <h3>{runTexts.tries}</h3>
          <CallTries tries={facts.tries} />
          <p className={styles["note"]}>{texts.triesText}</p>
        </div>
      ) : null}
      <p className={styles["note"]}>{texts.redacted}</p>
      <CallBody title={texts.request} text={call.requestBody} nothing={facts.method === "GET" ? texts.onlyAsked : texts.forgotten} />
      <CallBody title={texts.response} text={call.responseBody} nothing={texts.nothingBack} />
    </div>
  );
}

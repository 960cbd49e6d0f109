import { IconPlus } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useMutation, useQuery } from "urql";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import { useNow } from "../../lib/now.js";
import { Button } from "../../ui/button.js";
import { columnsOf, DataTable } from "../../ui/data-table.js";
import { Dialog } from "../../ui/dialog.js";
import { EmptyState } from "../../ui/empty-state.js";
import { Page, Section } from "../../ui/page.js";
import { QueryFailure } from "../../ui/query-failure.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { toast } from "../../ui/toast.js";
import { WordMark } from "../../ui/word-mark.js";
import { apiKeysTexts as texts } from "./api-keys.texts.js";
import { CreateKeyDialog } from "./create-key-dialog.js";
import styles from "./api-keys.module.css";

const apiKeysQuery = graphql(`query ApiKeys { apiKeys { id name prefix scopes createdBy createdAt expiresAt lastUsedAt revokedAt } }`);
const revokeApiKeyMutation = graphql(`mutation RevokeApiKey($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { apiKey { id revokedAt } userErrors { code field message } } }`);
type Key = ResultOf<typeof apiKeysQuery>["apiKeys"][number];

function stateOf(key: Key, now: number): "live" | "expired" | "revoked" {
  if (key.revokedAt) return "revoked";
  return key.expiresAt && Date.parse(key.expiresAt) <= now ? "expired" : "live";
}

/** Keys of programs: what each may do, when it was used, and its end. */
export function ApiKeysPage() {
  const now = useNow();
  const [{ data, error }, read] = useQuery({ query: apiKeysQuery, requestPolicy: "cache-and-network" });
  const [isCreating, setCreating] = useState(false);
  const [openId, setOpenId] = useState<string>();
  const [ending, setEnding] = useState<Key | null>(null);
  const readAgain = () => read({ requestPolicy: "network-only" });
  const columns = useMemo(
    () =>
      columnsOf<Key>([
        { id: "name", header: texts.columns.name, card: "title", cell: (key) => <strong className={styles["name"]}>{key.name}</strong> },
        { id: "prefix", header: texts.columns.prefix, width: "130px", cell: (key) => <code className={styles["code"]}>{key.prefix}…</code> },
        { id: "scopes", header: texts.columns.scopes, width: "100px", cell: (key) => texts.scopesCount(key.scopes.length) },
        { id: "by", header: texts.columns.by, width: "150px", shows: "wide", cell: (key) => key.createdBy },
        { id: "used", header: texts.columns.used, width: "140px", cell: (key) => (key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} isQuiet /> : <span className={styles["muted"]}>{texts.never}</span>) },
        { id: "expires", header: texts.columns.expires, width: "140px", shows: "wide", cell: (key) => (key.expiresAt ? <RelativeTime at={key.expiresAt} isQuiet /> : <span className={styles["muted"]}>{texts.never}</span>) },
        {
          id: "state", header: texts.columns.state, width: "110px", card: "corner",
          cell: (key) => {
            const state = stateOf(key, now);
            return <WordMark tone={state === "live" ? "good" : state === "expired" ? "attention" : "quiet"} icon={state === "live" ? "tick" : state === "expired" ? "clock" : "cloudCrossed"}>{texts.states[state]}</WordMark>;
          },
        },
        { id: "end", header: texts.end, width: "84px", align: "end", cell: (key) => (key.revokedAt ? null : <Button size="sm" aria-label={texts.endOf(key.name)} onClick={() => setEnding(key)}>{texts.end}</Button>) },
      ]),
    [now],
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={<Button look="primary" icon={<IconPlus size={16} stroke={1.6} aria-hidden="true" />} onClick={() => setCreating(true)}>{texts.add}</Button>}>
      <Section isFlush>
        {error && !data ? <div className={styles["inset"]}><QueryFailure error={error} onRetry={readAgain} /></div> : (
          <DataTable
            label={texts.title} columns={columns} rows={data?.apiKeys} rowId={(key) => key.id} openId={openId} onOpen={(key) => setOpenId(key.id === openId ? undefined : key.id)}
            detail={(key) => <ul className={styles["rights"]} aria-label={texts.rightsOf(key.name)}>{key.scopes.map((scope) => <li key={scope}>{texts.scopes[scope]}</li>)}</ul>}
            empty={<EmptyState kind="nothing-yet" title={texts.empty.title}>{texts.empty.text}</EmptyState>}
          />
        )}
      </Section>
      {isCreating ? <CreateKeyDialog onClose={() => setCreating(false)} onDone={readAgain} /> : null}
      {ending ? <EndKeyDialog apiKey={ending} onClose={() => setEnding(null)} onDone={readAgain} /> : null}
    </Page>
  );
}

function EndKeyDialog({ apiKey, onClose, onDone }: { readonly apiKey: Key; readonly onClose: () => void; readonly onDone: () => void }) {
  const [{ fetching }, revoke] = useMutation(revokeApiKeyMutation);
  const submit = async () => {
    const { data, error } = await revoke({ input: { apiKeyId: apiKey.id } });
    const why = data?.revokeApiKey.userErrors[0]?.message ?? error?.message;
    toast(why ? { tone: "failure", message: why } : { message: texts.ended(apiKey.name) });
    onDone();
    onClose();
  };
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.ending.title(apiKey.name)}
      actions={
        <>
          <Button data-autofocus onClick={onClose}>{texts.ending.cancel}</Button>
          <Button look="danger" isBusy={fetching} onClick={() => void submit()}>{texts.ending.submit}</Button>
        </>
      }
    >
      <p>{texts.ending.text}</p>
    </Dialog>
  );
}

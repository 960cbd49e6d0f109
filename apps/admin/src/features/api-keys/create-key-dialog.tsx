import { useState, type FormEvent } from "react";
import { useMutation } from "urql";
import { graphql } from "../../lib/graphql.js";
import { Button } from "../../ui/button.js";
import { CopyField } from "../../ui/copy-field.js";
import { Dialog } from "../../ui/dialog.js";
import { Checkbox, SelectField, TextField } from "../../ui/field.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { scopeGroups, type Scope } from "./api-key-scopes.js";
import { apiKeysTexts } from "./api-keys.texts.js";
import styles from "./api-keys.module.css";

const texts = apiKeysTexts.create;

const createApiKeyMutation = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret userErrors { code field message } } }
`);

type Expiry = keyof typeof texts.expiries;

/** Name, rights and end of a new key; then its secret, once. */
export function CreateKeyDialog({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: () => void }) {
  const [{ fetching }, create] = useMutation(createApiKeyMutation);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set());
  const [expiry, setExpiry] = useState<Expiry>("90");
  const [faults, setFaults] = useState<{ readonly name?: string; readonly scopes?: string }>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const found = { ...(name.trim() ? {} : { name: texts.nameMissing }), ...(scopes.size > 0 ? {} : { scopes: texts.scopesMissing }) };
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    const expiresAt = expiry === "never" ? null : new Date(Date.now() + Number(expiry) * 86_400_000).toISOString();
    const { data, error } = await create({ input: { name: name.trim(), scopes: [...scopes], expiresAt } });
    setRefusal((data?.createApiKey.userErrors.map((each) => each.message).join(" ") || error?.message) ?? null);
    if (!data?.createApiKey.secret) return;
    setSecret(data.createApiKey.secret);
    onDone();
  };
  if (secret) {
    return (
      <Dialog isOpen isBinding onClose={onClose} title={texts.doneTitle} size="lg" actions={<Button look="primary" onClick={onClose}>{texts.close}</Button>}>
        <p>{texts.done}</p>
        <CopyField label={texts.secret} value={secret} />
        <p className={styles["muted"]}>{texts.usage} <code className={styles["code"]}>Authorization: Bearer {secret.slice(0, 8)}…</code></p>
      </Dialog>
    );
  }
  return (
    <FormDialog title={texts.title} size="lg" refusal={refusal} submitText={texts.submit} isBusy={fetching} onSubmit={(event) => void submit(event)} onClose={onClose}>
      <div className={styles["head"]}>
        <TextField label={texts.name} description={texts.nameHint} inputWrapperOrder={["label", "input", "description", "error"]} data-autofocus value={name} error={faults.name} onChange={(event) => { setName(event.currentTarget.value); setFaults({}); }} />
        <SelectField
          label={texts.expires} allowDeselect={false} value={expiry} onChange={(value) => setExpiry((value as Expiry | null) ?? "90")} comboboxProps={{ transitionProps: { duration: 0 } }}
          data={(["30", "90", "365", "never"] as const).map((value) => ({ value, label: texts.expiries[value] }))}
        />
      </div>
      <fieldset className={styles["scopes"]} aria-describedby={faults.scopes ? "scopes-fault" : undefined}>
        <legend>{texts.scopes}</legend>
        {(Object.keys(scopeGroups) as (keyof typeof scopeGroups)[]).map((group) => (
          <div key={group} role="group" aria-label={apiKeysTexts.groups[group]} className={styles["group"]}>
            <h3>{apiKeysTexts.groups[group]}</h3>
            {scopeGroups[group].map((scope) => (
              <Checkbox
                key={scope} size="xs" label={apiKeysTexts.scopes[scope]} checked={scopes.has(scope)}
                onChange={(event) => {
                  const next = new Set(scopes);
                  if (event.currentTarget.checked) next.add(scope);
                  else next.delete(scope);
                  setScopes(next);
                  setFaults({});
                }}
              />
            ))}
          </div>
        ))}
        {faults.scopes ? <p id="scopes-fault" role="alert" className={styles["fault"]}>{faults.scopes}</p> : null}
      </fieldset>
    </FormDialog>
  );
}

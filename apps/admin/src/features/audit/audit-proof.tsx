import { useState } from "react";
import { useClient } from "urql";
import { graphql, type ResultOf } from "../../lib/graphql.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { CopyField } from "../../ui/copy-field.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { auditTexts } from "./audit.texts.js";
import styles from "./audit.module.css";

const texts = auditTexts.proof;

const auditProofQuery = graphql(`query AuditProof { auditProof { isIntact number hash breaks { number what } } }`);

/** Computes the chain on demand and says how it stands; the hash of its end is there to be kept elsewhere. */
export function AuditProof() {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [proof, setProof] = useState<ResultOf<typeof auditProofQuery>["auditProof"] | null>(null);
  const check = async () => {
    setBusy(true);
    const { data, error } = await client.query(auditProofQuery, {}, { requestPolicy: "network-only" }).toPromise();
    setBusy(false);
    if (error) toast({ tone: "failure", message: error.message });
    setProof(data?.auditProof ?? null);
  };
  return (
    <Section title={texts.title} lead={texts.lead} actions={<Button look="primary" isBusy={isBusy} onClick={() => void check()}>{texts.check}</Button>}>
      {proof ? (
        <div className={styles["proof"]}>
          <Banner tone={proof.isIntact ? "good" : "failure"} title={proof.isIntact ? texts.intact(proof.number) : texts.broken(proof.breaks.length)}>
            {proof.isIntact ? texts.keep : <ul>{proof.breaks.map(({ number, what }, index) => <li key={index}>{texts.places[what](number)}</li>)}</ul>}
          </Banner>
          {proof.isIntact && proof.number > 0 ? <CopyField label={texts.hash} value={proof.hash} /> : null}
        </div>
      ) : null}
    </Section>
  );
}

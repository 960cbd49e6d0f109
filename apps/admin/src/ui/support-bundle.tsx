import { useState } from "react";
import { useClient } from "urql";
import { graphql } from "../lib/graphql.js";
import { useMay } from "../lib/viewer.js";
import { Button } from "./button.js";
import { supportTexts as texts } from "./support-bundle.texts.js";
import styles from "./support-bundle.module.css";
import { toast } from "./toast.js";

const bundleQuery = graphql(`query SupportBundle($problemId: ID) { supportBundle(problemId: $problemId) }`);

/** One file about a problem, or without one about the connection, that may be given away: made when it is asked for (UX-66). */
export function SupportBundle({ problemId = null }: { readonly problemId?: string | null }) {
  const may = useMay("supportBundle");
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  if (!may) return null;
  const made = async (use: (text: string) => Promise<void> | void) => {
    setBusy(true);
    const { data, error } = await client.query(bundleQuery, { problemId }, { requestPolicy: "network-only" }).toPromise();
    setBusy(false);
    if (data) await use(JSON.stringify(data.supportBundle, null, 2));
    else toast({ tone: "failure", message: error?.message ?? "" });
  };
  const download = (text: string) => {
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    Object.assign(document.createElement("a"), { href: url, download: "tieout-support.json" }).click();
    URL.revokeObjectURL(url);
  };
  return (
    <div className={styles["bundle"]}>
      <p className={styles["text"]}>{texts.text}</p>
      <div className={styles["buttons"]}>
        <Button size="sm" isBusy={isBusy} onClick={() => void made(download)}>{texts.download}</Button>
        <Button size="sm" look="quiet" isBusy={isBusy} onClick={() => void made((text) => navigator.clipboard.writeText(text).then(() => toast({ message: texts.copied })))}>{texts.copy}</Button>
      </div>
    </div>
  );
}

import { useMay } from "../../lib/viewer.js";
import { Banner } from "../../ui/banner.js";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/page.js";
import { connectionTexts } from "./connection.texts.js";
import { useConnect } from "./use-connect.js";
import styles from "./connection.module.css";

const texts = connectionTexts.connect;

/** Before leaving for Intuit: what is read, what may be written, and what never happens (UX-20). */
export function ConnectExplainer({ wasConnected, endedBecause }: { readonly wasConnected: boolean; readonly endedBecause: string | null }) {
  const { connect, isLeaving } = useConnect();
  const may = useMay("connectQuickBooks");
  return (
    <>
      {wasConnected ? <Banner tone="information" title={texts.disconnected}>{endedBecause} {texts.disconnectedText}</Banner> : null}
      <Section title={texts.title} lead={texts.lead}>
        <div className={styles["explainer"]}>
          <Lines title={texts.reads} lines={texts.readsList} />
          <Lines title={texts.writes} lines={texts.writesList} />
          <Lines title={texts.never} lines={texts.neverList} isStrong />
        </div>
        <div className={styles["act"]}>
          <Button look="primary" isBusy={isLeaving} blockedBecause={may ? null : texts.forbidden} onClick={() => void connect()}>{wasConnected ? texts.again : texts.button}</Button>
          {isLeaving ? <span role="status" className={styles["muted"]}>{texts.opening}</span> : null}
        </div>
      </Section>
    </>
  );
}

function Lines({ title, lines, isStrong = false }: { readonly title: string; readonly lines: readonly string[]; readonly isStrong?: boolean }) {
  return (
    <div className={styles["promise"]} data-strong={isStrong || undefined}>
      <h3>{title}</h3>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </div>
  );
}

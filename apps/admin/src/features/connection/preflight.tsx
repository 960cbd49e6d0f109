import { useMutation } from "urql";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { refusalOf } from "../../lib/refusal.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { StateChip } from "../../ui/state-chip.js";
import { toast } from "../../ui/toast.js";
import { connectionTexts } from "./connection.texts.js";
import { settingsFragment } from "./settings.js";
import styles from "./connection.module.css";

const texts = connectionTexts.preflight;

export const preflightFragment = graphql(`
  fragment Preflight_connection on LedgerConnection {
    checkedAt preflight { key title result detail fixUrl }
  }
`);

const preflightMutation = graphql(
  `mutation RunPreflight { runPreflight { connection { id state stage stateReason ...Preflight_connection ...Settings_connection } userErrors { code field message } } }`,
  [preflightFragment, settingsFragment],
);

const rank = { BLOCK: 0, WARN: 1, PASS: 2 } as const;

/** What of the company's settings is ready, worth a note, or in the way; with the place in QuickBooks where it is set right (UX-22). */
export function Preflight(props: { readonly connection: FragmentOf<typeof preflightFragment> }) {
  const { preflight, checkedAt } = readFragment(preflightFragment, props.connection);
  const [{ fetching }, run] = useMutation(preflightMutation);
  const may = useMay("runPreflight");
  const blocks = preflight.filter((check) => check.result === "BLOCK").length;
  const again = async () => {
    const { data, error } = await run({});
    const refusal = refusalOf(error, data?.runPreflight.userErrors);
    toast(refusal ? { tone: "failure", message: refusal } : { tone: "good", message: texts.done });
  };
  return (
    <Section
      title={texts.title} isFlush
      lead={checkedAt ? <>{blocks > 0 ? texts.blocks(blocks) : texts.allGood} {texts.checked} <RelativeTime at={checkedAt} /></> : texts.notChecked}
      actions={<Button isBusy={fetching} blockedBecause={may ? null : connectionTexts.settings.forbidden} onClick={() => void again()}>{texts.again}</Button>}
    >
      <ul className={styles["checks"]}>
        {preflight.toSorted((a, b) => rank[a.result] - rank[b.result]).map((check) => (
          <li key={check.key} className={styles["check"]} data-result={check.result}>
            <span className={styles["checkState"]}><StateChip of="check" state={check.result} /></span>
            <div>
              <strong>{check.title}</strong>
              {check.detail ? <p>{check.detail}</p> : null}
              {check.fixUrl && check.result !== "PASS" ? <a href={check.fixUrl} target="_blank" rel="noreferrer">{texts.fix}</a> : null}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

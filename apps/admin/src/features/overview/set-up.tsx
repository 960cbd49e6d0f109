import { Link, type LinkOptions } from "@tanstack/react-router";
import { connectionUrl } from "../connection/urls.js";
import { importsUrl } from "../imports/urls.js";
import { invoicesUrl } from "../invoices/urls.js";
import { unmappedUrl } from "../mapping/urls.js";
import { openPlanUrl } from "../plan/urls.js";
import { timeUrl } from "../time/urls.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { Section } from "../../ui/page.js";
import { stateIcons } from "../../ui/state-icons.js";
import { overviewTexts as texts } from "./overview.texts.js";
import styles from "./overview.module.css";

export const setUpFragment = graphql(`
  fragment SetUp_overview on Overview { checklist { key title isDone detail } }
`);

/** Where each step is done. A step this page does not know, from a newer server, is done at the connection. */
const places: Readonly<Record<string, LinkOptions | undefined>> = { enable: openPlanUrl, records: importsUrl, mapping: unmappedUrl, time: timeUrl, "first-invoice": invoicesUrl };

/** The steps of setting up, until the last one is done (UX-15). */
export function SetUp(props: { readonly overview: FragmentOf<typeof setUpFragment> }) {
  const { checklist } = readFragment(setUpFragment, props.overview);
  const done = checklist.filter((step) => step.isDone).length;
  if (checklist.length === 0 || done === checklist.length) return null;
  const next = checklist.find((step) => !step.isDone);
  return (
    <Section title={texts.setUp} lead={texts.setUpLead(done, checklist.length)}>
      <ol className={styles["steps"]}>
        {checklist.map((step) => (
          <li key={step.key} className={styles["step"]} data-done={step.isDone || undefined} data-next={step === next || undefined}>
            <span className={styles["stepMark"]}>{step.isDone ? stateIcons.tick : null}</span>
            <div>
              <Link {...(places[step.key] ?? connectionUrl)}>{step.title}</Link>
              {step.isDone ? <span className="visually-hidden"> ({texts.stepDone})</span> : <p>{step.detail}</p>}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

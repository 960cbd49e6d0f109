import { Link } from "@tanstack/react-router";
import { formatMoney } from "../../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { tieOutUrl } from "../tie-out/urls.js";
import { overviewTexts } from "./overview.texts.js";
import styles from "./overview.module.css";

const texts = overviewTexts.tieOut;

export const lastTieOutFragment = graphql(`
  fragment LastTieOut_overview on Overview {
    tieOut { id provenAt result documentCount totals { currency hub difference } }
  }
`);

/** What the last proof came to; the page of it is one press away. */
export function LastTieOut(props: { readonly overview: FragmentOf<typeof lastTieOutFragment> }) {
  const { tieOut } = readFragment(lastTieOutFragment, props.overview);
  if (!tieOut) return null;
  const { result, totals, documentCount, provenAt } = tieOut;
  return (
    <Section title={texts.title} actions={<Link {...tieOutUrl}>{texts.open}</Link>}>
      <dl className={styles["figures"]}>
        {totals.map(({ currency, hub, difference }) => (
          <div key={currency}>
            <dt>{texts.difference(formatMoney({ amount: hub, currency }, true))}</dt>
            <dd><Money value={{ amount: difference, currency }} tiesOut={/^-?0*\.?0*$/.test(difference)} /></dd>
          </div>
        ))}
      </dl>
      <p className={styles["quotaNote"]} data-warns={result === "OPEN" ? true : undefined}>
        {result === "EXPLAINED" ? texts.explained(documentCount) : texts[result]} <RelativeTime at={provenAt} isQuiet />
      </p>
    </Section>
  );
}

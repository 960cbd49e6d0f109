import { formatMoney } from "../../lib/format.js";
import { readFragment, type FragmentOf } from "../../lib/graphql.js";
import { Section } from "../../ui/page.js";
import { totalFragment } from "./tie-out-query.js";
import { tieOutTexts as texts } from "./tie-out.texts.js";
import styles from "./tie-out.module.css";

const isZero = (amount: string) => /^-?0*\.?0*$/.test(amount);

interface LineProps {
  readonly words: string;
  readonly amount: string;
  readonly currency: string;
  /** `double`: checked, the accountant's double rule stands under it. `open`: it is not. */
  readonly rule?: "single" | "double" | "open";
  readonly isTotal?: boolean;
  readonly isQuiet?: boolean;
}

function Line({ words, amount, currency, rule, isTotal = false, isQuiet = false }: LineProps) {
  return (
    <div className={styles["line"]} data-total={isTotal || undefined} data-quiet={isQuiet || undefined}>
      <dt>{words}</dt>
      <dd data-rule={rule}>{formatMoney({ amount, currency })}</dd>
    </div>
  );
}

/** The statement of one currency, as an accountant writes it: both sides, the difference, and the double rule once nothing is left. */
export function Statement(props: { readonly total: FragmentOf<typeof totalFragment> }) {
  const { currency, hub, ledger, difference, explained, residual, elsewhere } = readFragment(totalFragment, props.total);
  const line = (words: string, amount: string) => ({ words, amount, currency });
  return (
    <Section title={texts.statement(currency)}>
      <dl className={styles["statement"]}>
        <Line {...line(texts.lines.hub, hub)} />
        <Line {...line(texts.lines.ledger, ledger)} rule="single" />
        <Line {...line(texts.lines.difference, difference)} isTotal rule={isZero(difference) ? "double" : "open"} />
        {isZero(difference) ? null : (
          <>
            <Line {...line(texts.lines.explained, explained)} rule="single" />
            <Line {...line(texts.lines.residual, residual)} isTotal rule={isZero(residual) ? "double" : "open"} />
          </>
        )}
      </dl>
      {isZero(elsewhere) ? null : (
        <>
          <dl className={styles["statement"]}><Line {...line(texts.lines.elsewhere, elsewhere)} isQuiet /></dl>
          <p className={styles["note"]}>{texts.lines.elsewhereNote}</p>
        </>
      )}
    </Section>
  );
}

import { formatDay } from "../../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { count } from "../../lib/text.js";
import { Section } from "../../ui/page.js";
import { overviewTexts as texts } from "./overview.texts.js";
import styles from "./overview.module.css";

export const trendFragment = graphql(`
  fragment Trend_overview on Overview { days { day sent failed } }
`);

const height = 72;
const step = 24;

/** Two weeks of sent and failed as plain bars, with the same figures as a table (UX-13). */
export function Trend(props: { readonly overview: FragmentOf<typeof trendFragment> }) {
  const { days } = readFragment(trendFragment, props.overview);
  const highest = Math.max(1, ...days.map((day) => day.sent + day.failed));
  const scaled = (value: number) => (value === 0 ? 0 : Math.max(2, Math.round((value / highest) * height)));
  return (
    <Section title={texts.trend}>
      <svg className={styles["bars"]} viewBox={`0 0 ${days.length * step} ${height + 2}`} role="img" aria-label={texts.trendLabel} preserveAspectRatio="none">
        <line x1="0" y1={height + 1} x2={days.length * step} y2={height + 1} className={styles["axis"]} />
        {days.map((day, index) => {
          const sent = scaled(day.sent);
          const failed = scaled(day.failed);
          return (
            <g key={day.day}>
              <title>{`${formatDay(day.day)}: ${texts.sent} ${count(day.sent)}, ${texts.failed} ${count(day.failed)}`}</title>
              <rect x={index * step + 4} y={height - sent} width={step - 8} height={sent} className={styles["sentBar"]} />
              <rect x={index * step + 4} y={height - sent - failed} width={step - 8} height={failed} className={styles["failedBar"]} />
            </g>
          );
        })}
      </svg>
      <div className={styles["trendFoot"]}>
        <span>{days[0] ? formatDay(days[0].day) : ""}</span>
        <span>{days.at(-1) ? formatDay(days.at(-1)?.day ?? "") : ""}</span>
      </div>
      <details className={styles["asTable"]}>
        <summary>{texts.asTable}</summary>
        <table>
          <thead><tr><th scope="col">{texts.day}</th><th scope="col">{texts.sent}</th><th scope="col">{texts.failed}</th></tr></thead>
          <tbody>
            {days.toReversed().map((day) => (
              <tr key={day.day}><th scope="row">{formatDay(day.day)}</th><td>{count(day.sent)}</td><td>{count(day.failed)}</td></tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

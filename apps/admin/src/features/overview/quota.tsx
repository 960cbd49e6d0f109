import { formatDay, formatPrice } from "../../lib/format.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useNow } from "../../lib/now.js";
import { count } from "../../lib/text.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { quotaForecast } from "./quota-forecast.js";
import { overviewTexts as texts } from "./overview.texts.js";
import styles from "./overview.module.css";

export const quotaFragment = graphql(`
  fragment Quota_connection on LedgerConnection {
    quota { perMinuteLimit perMinuteUsed meteredThisMonth meteredMonthlyLimit pausedUntil meteredForecast budgetWarning costThisMonth { amount currency } costForecast { amount currency } }
  }
`);

/** What QuickBooks allows and what was used: calls of the last minute, metered reads of the month, when they would end (UX-14). */
export function Quota(props: { readonly connection: FragmentOf<typeof quotaFragment> }) {
  const { quota } = readFragment(quotaFragment, props.connection);
  const now = useNow();
  const ends = quotaForecast(quota.meteredThisMonth, quota.meteredMonthlyLimit, now);
  return (
    <Section title={texts.quota}>
      <dl className={styles["quota"]}>
        <Gauge label={texts.perMinute} used={quota.perMinuteUsed} limit={quota.perMinuteLimit} />
        <Gauge label={texts.metered} used={quota.meteredThisMonth} limit={quota.meteredMonthlyLimit} />
      </dl>
      <p className={styles["quotaNote"]}>{texts.cost(formatPrice(quota.costThisMonth), quota.meteredForecast, formatPrice(quota.costForecast))}</p>
      <p className={styles["quotaNote"]} data-warns={ends || quota.budgetWarning ? true : undefined}>
        {quota.pausedUntil ? <>{texts.pausedUntil} <RelativeTime at={quota.pausedUntil} /> · </> : null}
        {quota.budgetWarning === 100 ? texts.overBudget : ends ? texts.forecast(formatDay(ends)) : quota.budgetWarning ? texts.nearBudget : texts.forecastFine}
      </p>
    </Section>
  );
}

function Gauge({ label, used, limit }: { readonly label: string; readonly used: number; readonly limit: number }) {
  const share = limit > 0 ? used / limit : 0;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span><strong>{count(used)}</strong> {texts.of(limit)}</span>
        <meter className={styles["meter"]} min={0} max={limit} value={used} data-high={share >= 0.8 || undefined} aria-label={label} />
      </dd>
    </div>
  );
}

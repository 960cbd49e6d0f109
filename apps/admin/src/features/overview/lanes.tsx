import { Link, type LinkOptions } from "@tanstack/react-router";
import { clientsViewUrl } from "../clients/urls.js";
import { invoicesTabUrl } from "../invoices/urls.js";
import { problemsOfUrl } from "../problems/urls.js";
import { runsUrl, runUrl } from "../runs/urls.js";
import { waitingTimeUrl } from "../time/urls.js";
import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { count } from "../../lib/text.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { StateChip } from "../../ui/state-chip.js";
import { overviewTexts as texts } from "./overview.texts.js";
import styles from "./overview.module.css";

export const lanesFragment = graphql(`
  fragment Lanes_overview on Overview {
    lanes { kind sentToday waiting blocked failed lastRun { id number state startedAt } }
  }
`);

const records = { CLIENTS: "CLIENT", INVOICES: "INVOICE", TIMESHEETS: "TIME_ENTRY" } as const;
/** What waits, in its own list: each shows exactly those. */
const lists = { CLIENTS: clientsViewUrl("waiting"), INVOICES: invoicesTabUrl("new"), TIMESHEETS: waitingTimeUrl } as const;
const order = ["CLIENTS", "TIMESHEETS", "INVOICES"] as const;

/** Clients, time and invoices side by side: the last run and today's counts. Every count opens exactly what it counts (D6). */
export function Lanes(props: { readonly overview: FragmentOf<typeof lanesFragment> }) {
  const { lanes } = readFragment(lanesFragment, props.overview);
  const sorted = order.flatMap((kind) => lanes.filter((lane) => lane.kind === kind));
  return (
    <Section title={texts.lanes}>
      <div className={styles["lanes"]}>
        {sorted.map((lane) => (
          <div key={lane.kind} className={styles["lane"]}>
            <h3>{texts.lane[lane.kind]}</h3>
            <p className={styles["laneRun"]}>
              {lane.lastRun ? (
                <Link {...runUrl(lane.lastRun.id)} className={styles["plainLink"]}>
                  <StateChip of="run" state={lane.lastRun.state} /> <RelativeTime at={lane.lastRun.startedAt} isQuiet />
                </Link>
              ) : (
                texts.noRun
              )}
            </p>
            <dl className={styles["figures"]}>
              <Figure lane={lane.kind} name="sent" value={lane.sentToday} url={lane.kind === "INVOICES" ? invoicesTabUrl("sent") : runsUrl} />
              <Figure lane={lane.kind} name="waiting" value={lane.waiting} url={lists[lane.kind]} />
              <Figure lane={lane.kind} name="blocked" value={lane.blocked} url={problemsOfUrl(records[lane.kind])} />
              <Figure lane={lane.kind} name="failed" value={lane.failed} url={problemsOfUrl(records[lane.kind])} />
            </dl>
          </div>
        ))}
      </div>
    </Section>
  );
}

interface FigureProps {
  readonly lane: keyof typeof records;
  readonly name: keyof typeof texts.figures;
  readonly value: number;
  readonly url: LinkOptions;
}

function Figure({ lane, name, value, url }: FigureProps) {
  const word = texts.figures[name];
  return (
    <div>
      <dt>{word}</dt>
      <dd data-tone={value > 0 && (name === "failed" || name === "blocked") ? name : undefined}>
        {value > 0 ? <Link {...url} aria-label={texts.laneFigure(texts.lane[lane], word, value)}>{count(value)}</Link> : <span className={styles["zero"]}>0</span>}
      </dd>
    </div>
  );
}

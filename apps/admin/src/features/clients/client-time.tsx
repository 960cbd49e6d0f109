import { Link } from "@tanstack/react-router";
import { useQuery } from "urql";
import { timeUrl } from "../time/urls.js";
import { formatDay, formatMinutes } from "../../lib/format.js";
import { useSeesMoney } from "../../lib/viewer.js";
import { Section } from "../../ui/page.js";
import { SkeletonRows } from "../../ui/skeleton.js";
import { TimeStatus } from "../../ui/time-status.js";
import { clientTimeQuery } from "./client-query.js";
import { clientsTexts } from "./clients.texts.js";
import styles from "./clients.module.css";

const texts = clientsTexts.page;

/** The latest time worked for the client. */
export function ClientTime({ clientId }: { readonly clientId: string }) {
  const [{ data }] = useQuery({ query: clientTimeQuery, variables: { filter: { clientIds: [clientId] }, money: useSeesMoney() } });
  const entries = data?.timeEntries.nodes;
  return (
    <Section title={texts.time} actions={<Link {...timeUrl}>{texts.allTime}</Link>}>
      {entries === undefined ? <SkeletonRows rows={3} label={texts.time} /> : null}
      {entries?.length === 0 ? <p className={styles["muted"]}>{texts.noTime}</p> : null}
      <ul className={styles["lines"]}>
        {entries?.map((entry) => (
          <li key={entry.id}>
            <span>{formatDay(entry.day)}</span>
            <span className={styles["grow"]}>{entry.staffMember.displayName} <span className={styles["muted"]}>{entry.note || entry.category.name}</span></span>
            <TimeStatus status={entry.status} invoiceNumber={entry.invoice?.number} />
            <span className={styles["minutes"]}>{formatMinutes(entry.minutes)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

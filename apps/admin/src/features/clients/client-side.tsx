import { Link } from "@tanstack/react-router";
import { invoiceFromTimeUrl } from "../invoices/urls.js";
import { problemUrl } from "../problems/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatMinutes } from "../../lib/format.js";
import { useMay } from "../../lib/viewer.js";
import { ButtonLink, ExternalButton } from "../../ui/button.js";
import { Facts } from "../../ui/facts.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import { RecordLinkButtons } from "../../ui/record-link-buttons.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SetAsideButton } from "../../ui/set-aside-button.js";
import { StateChip } from "../../ui/state-chip.js";
import type { ClientDetail } from "./client-query.js";
import { clientsTexts } from "./clients.texts.js";
import styles from "./clients.module.css";

const texts = clientsTexts.page;

/** How the client stands: what is unbilled, what is open, how it is linked and what holds it up. */
export function ClientSide({ client, onChanged }: { readonly client: ClientDetail; readonly onChanged: () => void }) {
  const { homeCurrency } = useFirmFacts();
  const mayInvoice = useMay("createInvoiceFromTime");
  const { unbilled, link } = client;
  // What is only told stands above the page.
  const problems = client.problems?.filter(({ severity }) => severity !== "INFO") ?? [];
  return (
    <aside className={styles["side"]}>
      {problems.length > 0 ? (
        <Section title={problems.some(({ severity }) => severity === "ERROR") ? texts.problems : texts.notices}>
          <ul className={styles["problems"]}>
            {problems.map((problem) => (
              <li key={problem.id}><StateChip of="severity" state={problem.severity} /><Link {...problemUrl(problem.id)}>{problem.title}</Link></li>
            ))}
          </ul>
        </Section>
      ) : null}
      {unbilled ? <Section title={texts.unbilled}>
        <p className={styles["figure"]}><Money value={unbilled.amount} homeCurrency={homeCurrency} /></p>
        <p className={styles["muted"]}>{formatMinutes(unbilled.minutes)} {texts.hours}, {texts.unbilledLine(unbilled.entries)}</p>
        {unbilled.entries > 0 && mayInvoice ? <div className={styles["sideAction"]}><ButtonLink {...invoiceFromTimeUrl(client.id)}>{texts.createInvoice}</ButtonLink></div> : null}
      </Section> : null}
      <Section title={texts.linked}>
        <Facts
          facts={[
            { term: texts.state, value: <StateChip of="record" state={client.syncState} reason={client.syncReason} /> },
            { term: link ? texts.ledgerId : texts.link, value: link ? link.ledgerId : texts.notLinked },
            ...(client.ledgerBalance ? [{ term: texts.balance, value: <Money value={client.ledgerBalance} homeCurrency={homeCurrency} /> }] : []),
            ...(link?.lastSentAt ? [{ term: texts.lastSent, value: <RelativeTime at={link.lastSentAt} /> }] : []),
          ]}
        />
        {link?.url ? <div className={styles["sideAction"]}><ExternalButton href={link.url}>{texts.open}</ExternalButton></div> : null}
        <div className={styles["sideAction"]}><RecordLinkButtons record={{ id: client.id, kind: "CLIENT", name: client.displayName, linkedTo: link && (link.name ?? texts.withId(link.ledgerId)) }} onDone={onChanged} /></div>
        {client.setAside ? null : <div className={styles["sideAction"]}><SetAsideButton record={{ id: client.id, kind: "CLIENT", name: client.displayName, isLinked: link !== null }} onDone={onChanged} /></div>}
      </Section>
    </aside>
  );
}

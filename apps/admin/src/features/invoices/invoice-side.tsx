import { Link } from "@tanstack/react-router";
import { problemUrl } from "../problems/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { ExternalButton } from "../../ui/button.js";
import { Facts } from "../../ui/facts.js";
import { invoiceStatusTexts } from "../../ui/invoice-status.texts.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import { RecordLinkButtons } from "../../ui/record-link-buttons.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { SetAsideButton } from "../../ui/set-aside-button.js";
import { StateChip } from "../../ui/state-chip.js";
import type { InvoiceDetail } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.side;

/** Where the invoice stands, what holds it up, and the way to it in QuickBooks. */
export function InvoiceSide({ invoice, name, onChanged }: { readonly invoice: InvoiceDetail; readonly name: string; readonly onChanged: () => void }) {
  const { homeCurrency } = useFirmFacts();
  const { link, problems } = invoice;
  return (
    <aside className={styles["side"]}>
      {problems.length > 0 ? (
        <Section title={problems.some(({ severity }) => severity === "ERROR") ? texts.problems : texts.notices}>
          <ul className={styles["problems"]}>
            {problems.map((problem) => <li key={problem.id}><StateChip of="severity" state={problem.severity} /><Link {...problemUrl(problem.id)}>{problem.title}</Link></li>)}
          </ul>
        </Section>
      ) : null}
      <Section title={texts.linked}>
        <Facts
          facts={[
            { term: texts.status, value: invoiceStatusTexts[invoice.status] },
            ...(invoice.status === "DRAFT" ? [] : [{ term: texts.state, value: <StateChip of="record" state={invoice.syncState} reason={invoice.syncReason} /> }]),
            { term: link ? texts.ledgerId : texts.sent, value: link ? link.ledgerId : texts.notSent },
            ...(invoice.ledgerBalance ? [{ term: invoicesTexts.sheet.balance, value: <Money value={invoice.ledgerBalance} homeCurrency={homeCurrency} /> }] : []),
            ...(link?.lastSentAt ? [{ term: texts.lastSent, value: <RelativeTime at={link.lastSentAt} /> }] : []),
          ]}
        />
        {invoice.syncReason ? <p className={styles["reason"]}>{invoice.syncReason}</p> : null}
        {link?.url ? <div className={styles["sideAction"]}><ExternalButton href={link.url}>{texts.open}</ExternalButton></div> : null}
        {invoice.status === "DRAFT" || invoice.status === "VOID" ? null : (
          <div className={styles["sideAction"]}><RecordLinkButtons record={{ id: invoice.id, kind: "INVOICE", name, linkedTo: link && (link.name ? texts.there(link.name) : texts.withId(link.ledgerId)) }} canBeHandled={invoice.status === "NEW" && !link} onDone={onChanged} /></div>
        )}
        {invoice.setAside || invoice.status === "DRAFT" || invoice.status === "VOID" ? null : (
          <div className={styles["sideAction"]}><SetAsideButton record={{ id: invoice.id, kind: "INVOICE", name, isLinked: link !== null }} onDone={onChanged} /></div>
        )}
      </Section>
    </aside>
  );
}

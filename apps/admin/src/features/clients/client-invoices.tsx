import { Link } from "@tanstack/react-router";
import { invoicesOfUrl, invoiceUrl } from "../invoices/urls.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { formatDay } from "../../lib/format.js";
import { InvoiceStatus } from "../../ui/invoice-status.js";
import { Money } from "../../ui/money.js";
import { Section } from "../../ui/page.js";
import type { ClientDetail } from "./client-query.js";
import { clientsTexts } from "./clients.texts.js";
import styles from "./clients.module.css";

const texts = clientsTexts.page;

/** The latest invoices of the client. */
export function ClientInvoices({ displayName, invoices }: { readonly displayName: string; readonly invoices: NonNullable<ClientDetail["invoices"]> }) {
  const { homeCurrency } = useFirmFacts();
  return (
    <Section title={texts.invoices} actions={invoices.length > 0 ? <Link {...invoicesOfUrl(displayName)}>{texts.allInvoices}</Link> : undefined}>
      {invoices.length === 0 ? <p className={styles["muted"]}>{texts.noInvoices}</p> : (
        <ul className={styles["lines"]}>
          {invoices.map((invoice) => (
            <li key={invoice.id}>
              <Link {...invoiceUrl(invoice.id)}>{invoice.number ?? clientsTexts.one}</Link>
              <span className={styles["muted"]}>{formatDay(invoice.issuedOn)}</span>
              <InvoiceStatus status={invoice.status} syncState={invoice.syncState} reason={invoice.syncReason} />
              <Money value={invoice.total} homeCurrency={homeCurrency} tiesOut={invoice.status === "VOID" ? undefined : invoice.tiesOut} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

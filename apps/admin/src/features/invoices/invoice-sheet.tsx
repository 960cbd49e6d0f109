import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { clientUrl } from "../clients/urls.js";
import { formatDay, formatMoney } from "../../lib/format.js";
import type { InvoiceDetail } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import { TotalsBlock } from "./totals-block.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.sheet;

/** Whom the invoice is for and what it is called: the head of the sheet, also while it is edited. */
export function SheetHead({ invoice, numbering, children }: { readonly invoice: InvoiceDetail; readonly numbering: "HUB" | "LEDGER"; readonly children: ReactNode }) {
  const { client, site } = invoice;
  const { line1, line2, city, state, postalCode, country } = client.address;
  return (
    <header className={styles["sheetHead"]}>
      <div>
        <p className={styles["label"]}>{texts.billTo}</p>
        <p className={styles["billTo"]}><Link {...clientUrl(client.id)}>{client.displayName}</Link></p>
        {site ? <p>{site.name}</p> : null}
        <p className={styles["muted"]}>{[line1, line2, [city, state, postalCode].filter(Boolean).join(" "), country].filter(Boolean).map((part) => <span key={part} className={styles["addressLine"]}>{part}</span>)}</p>
      </div>
      <div className={styles["numbers"]}>
        <p className={styles["number"]}>{invoice.number ?? <span className={styles["muted"]}>{numbering === "LEDGER" ? texts.numberLedger : texts.numberHint}</span>}</p>
        {children}
      </div>
    </header>
  );
}

/** An invoice as a document: read, not edited. */
export function InvoiceSheet({ invoice, numbering }: { readonly invoice: InvoiceDetail; readonly numbering: "HUB" | "LEDGER" }) {
  return (
    <article className={styles["sheet"]} data-status={invoice.status} aria-label={invoicesTexts.titleOf(invoice.number, invoice.status === "DRAFT", invoice.client.displayName)}>
      <SheetHead invoice={invoice} numbering={numbering}>
        <dl className={styles["dates"]}>
          <div><dt>{texts.issued}</dt><dd>{formatDay(invoice.issuedOn)}</dd></div>
          <div><dt>{texts.due}</dt><dd>{formatDay(invoice.dueOn)}</dd></div>
          {invoice.billEmail ? <div><dt>{texts.email}</dt><dd>{invoice.billEmail}</dd></div> : null}
        </dl>
      </SheetHead>
      <table className={styles["sheetLines"]} aria-label={texts.lines}>
        <thead>
          <tr>
            <th scope="col">{texts.description}</th><th scope="col">{texts.category}</th>
            <th scope="col" data-end="">{texts.quantity}</th><th scope="col" data-end="">{texts.unitPrice}</th><th scope="col" data-end="">{texts.amount}</th>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.id}>
              <td>{line.description}{line.isTaxable ? <span className={styles["taxMark"]}> {texts.taxable}</span> : null}</td>
              <td className={styles["muted"]}>{(line.type ?? line.category)?.name}</td>
              <td data-end="">{line.quantity}</td>
              <td data-end="">{line.unitPrice ? formatMoney(line.unitPrice) : null}</td>
              <td data-end="">{formatMoney(line.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer className={styles["sheetFoot"]}>
        <div className={styles["memo"]}>{invoice.memo}</div>
        <TotalsBlock invoice={invoice} />
      </footer>
    </article>
  );
}

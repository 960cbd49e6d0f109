import { sameAmount, type MoneyValue } from "../../lib/format.js";
import { Money } from "../../ui/money.js";
import type { InvoiceDetail } from "./invoice-queries.js";
import { invoicesTexts } from "./invoices.texts.js";
import styles from "./invoices.module.css";

const texts = invoicesTexts.sheet;

/** Subtotal, tax and total, with QuickBooks' own figures beside them once it has answered. A total that ties out has the double rule. */
export function TotalsBlock({ invoice }: { readonly invoice: InvoiceDetail }) {
  const { tiesOut } = invoice;
  const hasLedger = invoice.ledgerTotal !== null;
  const isVoid = invoice.status === "VOID";
  const isSame = sameAmount(invoice.total, invoice.ledgerTotal);
  const rows: readonly [string, MoneyValue, MoneyValue | null][] = [
    [texts.subtotal, invoice.subtotal, invoice.ledgerSubtotal],
    [texts.tax, invoice.tax, invoice.ledgerTax],
    [texts.total, invoice.total, invoice.ledgerTotal],
  ];
  return (
    <div className={styles["totals"]}>
      <table aria-label={texts.total}>
        {hasLedger ? (
          <thead>
            <tr><td /><th scope="col">{texts.hub}</th><th scope="col">{texts.ledger}</th></tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map(([label, ours, theirs], index) => {
            const isTotal = index === rows.length - 1;
            // The rule is drawn where figures were compared and are the same: the tax is QuickBooks' own, so a total may differ by it.
            const ties = !hasLedger || isVoid || label === texts.tax ? undefined : isTotal ? (tiesOut && isSame ? true : tiesOut === false ? false : undefined) : isSame ? undefined : tiesOut;
            return (
              <tr key={label} data-total={isTotal || undefined}>
                <th scope="row">{label}</th>
                <td><Money value={ours} tiesOut={ties} /></td>
                {hasLedger ? <td><Money value={theirs} tiesOut={ties} /></td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      {hasLedger ? <p className={tiesOut && (isSame || isVoid) ? styles["agree"] : styles["differ"]}>{verdict(invoice, isSame)}</p> : <p className={styles["muted"]}>{texts.estimate}</p>}
    </div>
  );
}

function verdict({ status, tiesOut }: InvoiceDetail, isSame: boolean): string {
  if (status === "VOID") return tiesOut ? texts.voidBoth : texts.voidHere;
  if (!tiesOut) return texts.differs;
  return isSame ? texts.tiesOut : texts.otherTax;
}

import { formatMoney, type MoneyValue } from "../lib/format.js";
import { uiTexts } from "./ui.texts.js";
import styles from "./money.module.css";

interface MoneyProps {
  readonly value: MoneyValue | null | undefined;
  /** Shown with its code when it differs from this one. */
  readonly homeCurrency?: string | undefined;
  /** `true`: both sides agree to the cent, drawn as the accountant's double rule. `false`: they do not. `undefined`: nothing is claimed. */
  readonly tiesOut?: boolean | null | undefined;
}

/** An amount in tabular figures. The green double underline is the product's promise: this total was checked against QuickBooks. */
export function Money({ value, homeCurrency, tiesOut }: MoneyProps) {
  if (!value) return <span className={styles["none"]}>–</span>;
  const text = formatMoney(value, homeCurrency !== undefined && homeCurrency !== value.currency);
  return (
    <span className={styles["money"]} data-ties={tiesOut ?? undefined}>
      {text}
      {tiesOut === true ? <span className="visually-hidden">{uiTexts.tiesOut}</span> : null}
      {tiesOut === false ? <span className="visually-hidden">{uiTexts.differs}</span> : null}
    </span>
  );
}

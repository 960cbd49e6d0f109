import { Link } from "@tanstack/react-router";
import { formatDay, formatMoney } from "../../lib/format.js";
import type { ResultOf } from "../../lib/graphql.js";
import { count } from "../../lib/text.js";
import { Facts } from "../../ui/facts.js";
import { Section } from "../../ui/page.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { ResultMark } from "./result-mark.js";
import type { tieOutQuery } from "./tie-out-query.js";
import { tieOutTexts as texts } from "./tie-out.texts.js";
import styles from "./tie-out.module.css";

type Answer = ResultOf<typeof tieOutQuery>;
type Proof = NonNullable<Answer["tieOut"]>;

const countColumns = ["linked", "waiting", "setAside", "external", "hubOnly", "ledgerOnly"] as const;

/** Records of each kind on both sides. */
export function Counts({ counts }: { readonly counts: Proof["counts"] }) {
  return (
    <Section title={texts.counts}>
      <div className={styles["scroll"]}>
        <table className={styles["counts"]}>
          <thead><tr><th scope="col">{texts.countColumns.kind}</th>{countColumns.map((name) => <th key={name} scope="col">{texts.countColumns[name]}</th>)}</tr></thead>
          <tbody>
            {counts.map((row) => <tr key={row.kind}><th scope="row">{texts.kinds[row.kind]}</th>{countColumns.map((name) => <td key={name} data-zero={row[name] === 0 || undefined}>{count(row[name])}</td>)}</tr>)}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** What was read, held against QuickBooks' own report. */
export function ReportCheck({ check }: { readonly check: Proof["check"] }) {
  if (!check) return <Section title={texts.check.title}><p className={styles["note"]}>{texts.check.none}</p></Section>;
  const { currency, reported, mirrored, compared, passedOver, differences } = check;
  const money = (amount: string) => formatMoney({ amount, currency });
  return (
    <Section title={texts.check.title}>
      <dl className={styles["statement"]}>
        <div className={styles["line"]}><dt>{texts.check.reported}</dt><dd>{money(reported)}</dd></div>
        <div className={styles["line"]} data-total=""><dt>{texts.check.mirrored}</dt><dd data-rule={differences.length === 0 ? "double" : "open"}>{money(mirrored)}</dd></div>
      </dl>
      <p className={styles["note"]}>{differences.length === 0 ? texts.check.same(compared) : texts.check.differs(differences.length)}{passedOver > 0 ? ` ${texts.check.passedOver(passedOver)}` : ""}</p>
      {differences.length > 0 ? <dl className={styles["statement"]}>{differences.map((each) => <div key={each.ledgerId} className={styles["line"]}><dt>{each.name}</dt><dd>{`${money(each.reported)} / ${money(each.mirrored)}`}</dd></div>)}</dl> : null}
    </Section>
  );
}

/** The last proof of each day, the newest first. */
export function History({ proofs, shownId }: { readonly proofs: Answer["tieOuts"]["nodes"]; readonly shownId: string }) {
  return (
    <Section title={texts.history}>
      <ul className={styles["history"]}>
        {proofs.map(({ id, asOf, result, totals, provenAt }) => (
          <li key={id}>
            <Link to="/tie-out" search={{ day: asOf }} aria-current={id === shownId ? "true" : undefined} title={provenAt}>
              <span>{formatDay(asOf)}</span>
              <span className={styles["historyEnd"]}><span className={styles["amount"]}>{totals.map((total) => formatMoney({ amount: total.difference, currency: total.currency }, totals.length > 1)).join(" · ")}</span><ResultMark result={result} isShort /></span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The hash, the signature and the key, and whether they fit the figures. */
export function Signature({ proof }: { readonly proof: Proof }) {
  const { title, hash, key, value, authentic, forged, statement } = texts.signature;
  const code = (text: string) => <code className={styles["code"]}>{text}</code>;
  return (
    <Section title={title}>
      <p className={styles["verdict"]} data-forged={proof.isAuthentic ? undefined : true}>{proof.isAuthentic ? authentic : forged} <RelativeTime at={proof.provenAt} isQuiet /></p>
      <Facts facts={[{ term: hash, value: code(proof.hash) }, { term: value, value: code(proof.signature) }, { term: key, value: code(proof.publicKey.replace(/-----[A-Z ]+-----|\s/g, "")) }]} />
      <p className={styles["note"]}><a href={proof.statementUrl} download>{statement}</a></p>
    </Section>
  );
}

import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { Button } from "../../ui/button.js";
import { Facts } from "../../ui/facts.js";
import { toast } from "../../ui/toast.js";
import { problemsTexts as texts } from "./problems.texts.js";
import styles from "./problems.module.css";

export const faultFragment = graphql(`
  fragment Fault_fault on LedgerFault { code message detail element traceId }
`);

/** The raw fault, for the person who must read it and for support: ids and texts of QuickBooks, nothing of the firm (UX-66). */
export function Fault(props: { readonly fault: FragmentOf<typeof faultFragment> }) {
  const fault = readFragment(faultFragment, props.fault);
  const copy = () => void navigator.clipboard.writeText(JSON.stringify(fault, null, 2)).then(() => toast({ message: texts.copied }));
  return (
    <details className={styles["fault"]}>
      <summary>{texts.fault}{fault.code ? ` · ${fault.code}` : ""}</summary>
      <p>{fault.message}</p>
      {fault.detail && fault.detail !== fault.message ? <p className={styles["muted"]}>{fault.detail}</p> : null}
      <Facts
        facts={[
          ...(fault.code ? [{ term: texts.faultCode, value: fault.code }] : []),
          ...(fault.element ? [{ term: texts.faultElement, value: fault.element }] : []),
          ...(fault.traceId ? [{ term: texts.faultTrace, value: <code>{fault.traceId}</code> }] : []),
        ]}
      />
      <Button size="sm" onClick={copy}>{texts.copyFault}</Button>
    </details>
  );
}

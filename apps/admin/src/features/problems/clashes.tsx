import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { fieldValue } from "../../ui/field-changes.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { problemsTexts } from "./problems.texts.js";
import styles from "./problems.module.css";

const texts = problemsTexts.clashes;

export const clashesFragment = graphql(`
  fragment Clashes_problem on Problem {
    kind clashes { path label here inQuickBooks agreed editedHereAt editedInQuickBooksAt }
  }
`);

/** Where there is no other side here, or it has followed: what counts is how it was before. */
const hasOnlyBefore: ReadonlySet<string> = new Set(["service-renamed", "account-renamed", "mapping-target-inactive", "default-service-inactive", "account-inactive", "client-renamed", "client-made-inactive"]);

/** What each side has of the fields both edited, beside what they agreed on before: whoever chooses a side sees what it takes. */
export function Clashes(props: { readonly problem: FragmentOf<typeof clashesFragment> }) {
  const { kind, clashes } = readFragment(clashesFragment, props.problem);
  const { homeCurrency } = useFirmFacts();
  const valueOf = (path: string, value: unknown) => fieldValue(path, value, homeCurrency);
  const [first] = clashes;
  const hasSides = !hasOnlyBefore.has(kind);
  if (!first) return null;
  return (
    <table className={styles["clashes"]} aria-label={texts.title}>
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{hasSides ? texts.here : texts.before} <EditedAt at={first.editedHereAt} /></th>
          <th scope="col">{hasSides ? texts.inQuickBooks : texts.now} <EditedAt at={first.editedInQuickBooksAt} /></th>
          {hasSides ? <th scope="col">{texts.agreed}</th> : null}
        </tr>
      </thead>
      <tbody>
        {clashes.map(({ path, label, here, inQuickBooks, agreed }) => (
          <tr key={path}>
            <th scope="row">{label}</th>
            <td>{valueOf(path, here)}</td>
            <td>{valueOf(path, inQuickBooks)}</td>
            {hasSides ? <td className={styles["muted"]}>{valueOf(path, agreed)}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EditedAt({ at }: { readonly at: string | null }) {
  return at ? <span className={styles["muted"]}>{texts.edited} <RelativeTime at={at} isQuiet /></span> : null;
}

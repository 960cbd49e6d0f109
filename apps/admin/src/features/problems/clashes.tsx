import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { fieldValue } from "../../ui/field-changes.js";
import { RelativeTime } from "../../ui/relative-time.js";
import { problemsTexts } from "./problems.texts.js";
import styles from "./problems.module.css";

const texts = problemsTexts.clashes;

export const clashesFragment = graphql(`
  fragment Clashes_problem on Problem {
    clashes { path label here inQuickBooks agreed editedHereAt editedInQuickBooksAt }
  }
`);

/** What each side has of the fields both edited, beside what they agreed on before: whoever chooses a side sees what it takes. */
export function Clashes(props: { readonly problem: FragmentOf<typeof clashesFragment> }) {
  const { clashes } = readFragment(clashesFragment, props.problem);
  const { homeCurrency } = useFirmFacts();
  const valueOf = (path: string, value: unknown) => fieldValue(path, value, homeCurrency);
  const [first] = clashes;
  if (!first) return null;
  return (
    <table className={styles["clashes"]} aria-label={texts.title}>
      <thead>
        <tr>
          <th scope="col">{texts.field}</th>
          <th scope="col">{texts.here} <EditedAt at={first.editedHereAt} /></th>
          <th scope="col">{texts.inQuickBooks} <EditedAt at={first.editedInQuickBooksAt} /></th>
          <th scope="col">{texts.agreed}</th>
        </tr>
      </thead>
      <tbody>
        {clashes.map(({ path, label, here, inQuickBooks, agreed }) => (
          <tr key={path}>
            <th scope="row">{label}</th>
            <td>{valueOf(path, here)}</td>
            <td>{valueOf(path, inQuickBooks)}</td>
            <td className={styles["muted"]}>{valueOf(path, agreed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EditedAt({ at }: { readonly at: string | null }) {
  return at ? <span className={styles["muted"]}>{texts.edited} <RelativeTime at={at} isQuiet /></span> : null;
}

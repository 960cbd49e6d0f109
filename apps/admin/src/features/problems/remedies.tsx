import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { runUrl } from "../runs/urls.js";
import { readFragment, type FragmentOf } from "../../lib/graphql.js";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { problemsTexts as texts } from "./problems.texts.js";
import { remediesFragment } from "./remedies-fragment.js";
import { RemedyForm } from "./remedy-form.js";
import styles from "./problems.module.css";

interface RemediesProps {
  readonly problem: FragmentOf<typeof remediesFragment>;
  /** Ticked records; a remedy is limited to them when there are any. */
  readonly recordIds: readonly string[];
  readonly onDone: () => void;
}

/** What can be done, as the API offers it: the first remedy's form is open, the others are one press away (API-20). */
export function Remedies({ problem: masked, recordIds, onDone }: RemediesProps) {
  const problem = readFragment(remediesFragment, masked);
  // A question is answered beside what it asks about; what else can be done is one press away.
  const offered = problem.question ? problem.remedies.filter(({ kind }) => kind !== "link-existing" && kind !== "create-in-ledger") : problem.remedies;
  const first = problem.question ? undefined : (offered.find((remedy) => remedy.isPrimary) ?? offered[0]);
  const [chosenKind, setChosenKind] = useState<string | undefined>(first?.kind);
  const chosen = offered.find((remedy) => remedy.kind === chosenKind) ?? first;
  const may = useMay("resolveProblem");
  const panelId = useId();
  if (problem.sendingRun) return <p><Link {...runUrl(problem.sendingRun.id)}>{texts.sendingRun(problem.sendingRun.number)}</Link> {texts.sendingText}</p>;
  if (offered.length === 0) return problem.state === "OPEN" ? <p className={styles["muted"]}>{texts.fixNone}</p> : null;
  return (
    <div className={styles["remedies"]}>
      {offered.length > 1 || !chosen ? (
        <div className={styles["choices"]} role="group" aria-label={texts.fix}>
          {offered.map((remedy) => (
            <button key={remedy.kind} type="button" aria-pressed={remedy === chosen} aria-controls={chosen ? panelId : undefined} onClick={() => setChosenKind(remedy.kind)}>{remedy.label}</button>
          ))}
        </div>
      ) : null}
      {chosen ? (
        <div id={panelId}>
          {may ? <RemedyForm key={chosen.kind} problem={problem} remedy={chosen} recordIds={recordIds} isPrimary={chosen === first} onDone={onDone} /> : <Button blockedBecause={texts.forbidden}>{chosen.label}</Button>}
        </div>
      ) : null}
    </div>
  );
}

import { graphql, readFragment, type FragmentOf } from "../../lib/graphql.js";
import { otherRecordFragment } from "../../ui/ledger-record.js";
import { SupportBundle } from "../../ui/support-bundle.js";
import { supportTexts } from "../../ui/support-bundle.texts.js";
import { Clashes, clashesFragment } from "./clashes.js";
import { DuplicateQuestion, duplicateQuestionFragment } from "./duplicate-question.js";
import { Fault, faultFragment } from "./fault.js";
import { HeldRecords, useHeldRecords } from "./held-records.js";
import { OtherRecord } from "./other-record.js";
import { remediesFragment } from "./remedies-fragment.js";
import { Remedies } from "./remedies.js";
import styles from "./problems.module.css";

export const problemDetailFragment = graphql(
  `
    fragment ProblemDetail_problem on Problem {
      id state severity explanation meanwhile recordCount sendingRun { id }
      question { ...DuplicateQuestion_change }
      ledgerFault { ...Fault_fault }
      otherRecord { ...OtherRecord_record }
      ...Clashes_problem ...Remedies_problem
    }
  `,
  [clashesFragment, duplicateQuestionFragment, faultFragment, otherRecordFragment, remediesFragment],
);

/** What, why, what to do, and what happens meanwhile (rule D2); then everything it holds. */
export function ProblemDetail(props: { readonly problem: FragmentOf<typeof problemDetailFragment> }) {
  const problem = readFragment(problemDetailFragment, props.problem);
  const held = useHeldRecords(problem.id);
  return (
    <>
      <div className={styles["why"]}>
        <p>{problem.explanation}</p>
        {problem.otherRecord ? <OtherRecord record={problem.otherRecord} /> : null}
        {problem.meanwhile && !problem.sendingRun ? <p className={styles["muted"]}>{problem.meanwhile}</p> : null}
      </div>
      {problem.question && problem.state === "OPEN" && !problem.sendingRun ? <DuplicateQuestion problemId={problem.id} question={problem.question} /> : null}
      <Clashes problem={problem} />
      <Remedies problem={problem} recordIds={held.tickedIds} onDone={held.untickAll} />
      {problem.recordCount > 0 ? <HeldRecords held={held} isHolding={problem.severity !== "INFO"} /> : null}
      {problem.ledgerFault ? <Fault fault={problem.ledgerFault} /> : null}
      <details className={styles["fault"]}>
        <summary>{supportTexts.title}</summary>
        <SupportBundle problemId={problem.id} />
      </details>
    </>
  );
}

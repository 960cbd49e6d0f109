import { graphql, type ResultOf } from "../../lib/graphql.js";
import { otherRecordFragment } from "../../ui/ledger-record.js";

/** What can be done about a problem and what each remedy asks for: read with the problem, and anew with every answer. */
export const remediesFragment = graphql(
  `
    fragment Remedies_problem on Problem {
      id kind state recordCount facts question { id } sendingRun { id number }
      linkChoices { ledgerId name ...OtherRecord_record }
      remedies { kind label consequence isPrimary isReversible inputs { name label type isRequired value isOneOfChoices } }
    }
  `,
  [otherRecordFragment],
);

export type Remedy = ResultOf<typeof remediesFragment>["remedies"][number];

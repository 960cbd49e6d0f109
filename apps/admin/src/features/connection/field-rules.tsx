import { graphql, readFragment, type FragmentOf, type ResultOf } from "../../lib/graphql.js";
import { SelectField } from "../../ui/field.js";
import { connectionTexts } from "./connection.texts.js";
import styles from "./field-rules.module.css";

const texts = connectionTexts.settings.rules;

export const fieldRuleFragment = graphql(`
  fragment FieldRules_rule on FieldRule {
    kind field title policy choices { policy consequence }
  }
`);

type Rule = ResultOf<typeof fieldRuleFragment>;
/** The rules as a form holds them: by kind and field. */
export type ChosenRules = Record<string, Record<string, Rule["policy"]>>;

/** What the API says, for a form to begin with. */
export function chosenRules(given: readonly FragmentOf<typeof fieldRuleFragment>[]): ChosenRules {
  const chosen: ChosenRules = {};
  for (const { kind, field, policy } of readFragment(fieldRuleFragment, given)) chosen[kind] = { ...chosen[kind], [field]: policy };
  return chosen;
}

/** All rules of a form, as the API takes them. */
export function rulesToSave(chosen: ChosenRules): { kind: Rule["kind"]; field: string; policy: Rule["policy"] }[] {
  return Object.entries(chosen).flatMap(([kind, fields]) => Object.entries(fields).map(([field, policy]) => ({ kind: kind as Rule["kind"], field, policy })));
}

interface FieldRulesProps {
  readonly rules: readonly FragmentOf<typeof fieldRuleFragment>[];
  readonly chosen: ChosenRules;
  readonly may: boolean;
  readonly onChoose: (kind: string, field: string, policy: Rule["policy"]) => void;
}

/** Kind by kind, every field that can be ruled: who wins, and what the next sync does by it. */
export function FieldRules({ rules: given, chosen, may, onChoose }: FieldRulesProps) {
  const kinds = Map.groupBy(readFragment(fieldRuleFragment, given), ({ kind }) => kind);
  return (
    <section className={styles["rules"]} aria-labelledby="field-rules">
      <div>
        <h3 id="field-rules">{texts.title}</h3>
        <p className={styles["note"]}>{texts.lead}</p>
      </div>
      {[...kinds].map(([kind, rules]) => {
        const { title, note } = texts.kinds[kind] ?? { title: kind, note: "" };
        return (
          <table key={kind} className={styles["table"]}>
            <caption><strong>{title}</strong> <span className={styles["note"]}>{note}</span></caption>
            <thead><tr><th scope="col">{texts.field}</th><th scope="col">{texts.policy}</th><th scope="col">{texts.consequence}</th></tr></thead>
            <tbody>
              {rules.map((rule) => {
                const policy = chosen[kind]?.[rule.field] ?? rule.policy;
                return (
                  <tr key={rule.field} data-ruled={policy !== "ASK" || undefined}>
                    <th scope="row">{rule.title}</th>
                    <td>
                      <SelectField
                        aria-label={texts.of(title, rule.title)} size="xs" allowDeselect={false} disabled={!may} value={policy}
                        data={rule.choices.map((choice) => ({ value: choice.policy, label: texts.policies[choice.policy] ?? choice.policy }))}
                        onChange={(value) => onChoose(kind, rule.field, rule.choices.find((choice) => choice.policy === value)?.policy ?? policy)}
                      />
                    </td>
                    <td>{rule.choices.find((choice) => choice.policy === policy)?.consequence}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        );
      })}
      <p className={styles["note"]}>{texts.time}</p>
    </section>
  );
}

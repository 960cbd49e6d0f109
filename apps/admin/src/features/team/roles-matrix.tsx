import { IconCheck, IconMinus } from "@tabler/icons-react";
import { Section } from "../../ui/page.js";
import { ownOnly, rights, roles } from "./role-rights.js";
import { teamTexts } from "./team.texts.js";
import styles from "./team.module.css";

const texts = teamTexts.matrix;

/** Every right beside every role (UX-89). */
export function RolesMatrix() {
  return (
    <Section title={texts.title} isFlush>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls sideways must be reachable by keyboard (WCAG 2.1.1) */}
      <div className={styles["scroll"]} role="region" aria-label={texts.title} tabIndex={0}>
        <table className={styles["matrix"]}>
          <thead>
            <tr>
              <th scope="col">{texts.action}</th>
              {roles.map((role) => <th key={role} scope="col">{teamTexts.roles[role]}</th>)}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(rights) as (keyof typeof rights)[]).map((right) => (
              <tr key={right}>
                <th scope="row">{texts.rows[right]}</th>
                {roles.map((role) => {
                  const has = rights[right].roles.includes(role);
                  const isOwn = has && role === "STAFF" && ownOnly.includes(right);
                  return (
                    <td key={role} data-has={has || undefined}>
                      {isOwn ? texts.own : has ? <IconCheck size={16} stroke={2} aria-hidden="true" /> : <IconMinus size={14} stroke={1.6} aria-hidden="true" />}
                      {isOwn ? null : <span className="visually-hidden">{has ? texts.yes : texts.no}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

import { IconPencil, IconPlus } from "@tabler/icons-react";
import { useFirmFacts } from "../../lib/firm-facts.js";
import { Button } from "../../ui/button.js";
import { Money } from "../../ui/money.js";
import type { Edited } from "./service-dialog.js";
import type { CategoryRow } from "./services-page.js";
import { servicesTexts as texts } from "./services.texts.js";
import styles from "./services.module.css";

/** The types of one category, under its row. */
export function CategoryTypes({ category, mayEdit, onEdit }: { readonly category: CategoryRow; readonly mayEdit: boolean; readonly onEdit: (edited: Edited) => void }) {
  const { homeCurrency } = useFirmFacts();
  return (
    <div className={styles["types"]}>
      {category.types.length === 0 ? <p className={styles["muted"]}>{texts.noTypes}</p> : (
        <ul aria-label={texts.typesOf(category.name)}>
          {category.types.map((type) => (
            <li key={type.id} data-inactive={!type.isActive || undefined}>
              <span className={styles["code"]}>{type.code}</span>
              <span className={styles["typeName"]}>{type.name}</span>
              <span className={styles["muted"]}>{type.isActive ? (type.isBillable ? null : texts.notBillable) : texts.inactive}</span>
              <span className={styles["muted"]}>{type.mapping?.item.fullName}</span>
              <span className={styles["typeRate"]}>{type.rate ? <Money value={type.rate} homeCurrency={homeCurrency} /> : texts.noRate}</span>
              {mayEdit ? <Button size="sm" look="quiet" aria-label={texts.edit(type.name)} onClick={() => onEdit({ kind: "type", category, type })}><IconPencil size={15} stroke={1.6} aria-hidden="true" /></Button> : null}
            </li>
          ))}
        </ul>
      )}
      {mayEdit ? (
        <div className={styles["typeActions"]}>
          <Button size="sm" icon={<IconPlus size={14} aria-hidden="true" />} onClick={() => onEdit({ kind: "type", category, type: null })}>{texts.addType}</Button>
          <Button size="sm" aria-label={texts.edit(category.name)} onClick={() => onEdit({ kind: "category", category })}>{texts.editCategory}</Button>
        </div>
      ) : null}
    </div>
  );
}

import { useMemo, useState } from "react";
import { Button } from "../../ui/button.js";
import { Dialog } from "../../ui/dialog.js";
import { SearchSelect, type SelectOption } from "../../ui/search-select.js";
import type { Service } from "./mapping-queries.js";
import { mappingTexts } from "./mapping.texts.js";
import { indexServices } from "./service-search.js";
import styles from "./mapping.module.css";

const texts = mappingTexts.defaultItem;

interface DefaultItemProps {
  readonly service: Service | null;
  readonly services: ReadonlyMap<string, Service>;
  /** Rows it serves now. */
  readonly rows: number;
  readonly readOnlyBecause: string | null;
  readonly onChange: (serviceId: string | null) => void;
}

/** The service for lines without a mapping, with the warning that it hides them (UX-39). */
export function DefaultItem({ service, services, rows, readOnlyBecause, onChange }: DefaultItemProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={styles["default"]} data-set={service !== null || undefined}>
      <div>
        <strong>{texts.title}</strong>{" "}
        <span>{service ? texts.set(service.fullName) : texts.none}</span>
        {service && rows > 0 ? <span className={styles["warning"]}> {texts.warning(rows)}</span> : null}
      </div>
      <div className={styles["defaultActions"]}>
        <Button size="sm" look="quiet" blockedBecause={readOnlyBecause} onClick={() => setOpen(true)}>{service ? texts.change : texts.choose}</Button>
        {service ? <Button size="sm" look="quiet" blockedBecause={readOnlyBecause} onClick={() => onChange(null)}>{texts.remove}</Button> : null}
      </div>
      {isOpen ? <DefaultItemDialog services={services} onClose={() => setOpen(false)} onSave={onChange} /> : null}
    </div>
  );
}

function DefaultItemDialog({ services, onClose, onSave }: { readonly services: ReadonlyMap<string, Service>; readonly onClose: () => void; readonly onSave: (serviceId: string) => void }) {
  const [choice, setChoice] = useState<SelectOption | null>(null);
  const [text, setText] = useState("");
  const find = useMemo(() => indexServices([...services.values()].filter((each) => each.isActive)), [services]);
  const options = find(text, []).map(({ service, isAmbiguous }) => ({ value: service.id, label: isAmbiguous ? `${service.fullName} (${service.ledgerId})` : service.fullName }));
  return (
    <Dialog
      isOpen onClose={onClose} title={texts.dialogTitle}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button
            look="primary" blockedBecause={choice ? null : texts.choose}
            onClick={() => {
              if (choice) onSave(choice.value);
              onClose();
            }}
          >
            {texts.save}
          </Button>
        </>
      }
    >
      <p>{texts.dialogText}</p>
      <SearchSelect label={texts.service} value={choice} onChange={setChoice} options={options} onSearch={setText} nothing={mappingTexts.picker.nothing} />
    </Dialog>
  );
}

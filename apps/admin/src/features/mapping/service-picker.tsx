import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import type { Service, SheetRow } from "./mapping-queries.js";
import { mappingTexts } from "./mapping.texts.js";
import type { ServiceIndex } from "./service-search.js";
import styles from "./mapping.module.css";

const texts = mappingTexts.picker;

interface ServicePickerProps {
  readonly row: SheetRow;
  readonly find: ServiceIndex;
  readonly recentIds: readonly string[];
  /** What was typed to open it. */
  readonly initialText: string;
  /** `goesOn`: Enter, which also moves to the next open row. */
  readonly onPick: (service: Service, goesOn: boolean) => void;
  readonly onClose: () => void;
}

/** Nothing typed, nothing taken: a second Enter must not choose whatever happens to stand first. */
function firstOf(text: string): number {
  return text.trim() === "" ? -1 : 0;
}

/** The list of services over a row: type, arrows, Enter. Inactive ones are shown and cannot be chosen. */
export function ServicePicker({ row, find, recentIds, initialText, onPick, onClose }: ServicePickerProps) {
  const [text, setText] = useState(initialText);
  const [active, setActive] = useState(firstOf(initialText));
  const listId = useId();
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus({ preventScroll: true }), []);
  const found = useMemo(() => find(text, recentIds), [find, text, recentIds]);
  const move = (to: number) => {
    const next = Math.max(0, Math.min(found.length - 1, to));
    setActive(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const pick = (index: number, goesOn: boolean) => {
    const service = found[index]?.service;
    if (service?.isActive) onPick(service, goesOn);
  };
  const onKey = (event: KeyboardEvent) => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => move(active + 1),
      ArrowUp: () => move(active - 1),
      PageDown: () => move(active + 8),
      PageUp: () => move(active - 8),
      Enter: () => pick(active, true),
      Tab: () => pick(active, false),
      Escape: onClose,
    };
    const act = keys[event.key];
    event.stopPropagation();
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className={styles["picker"]}>
      <input
        ref={input} role="combobox" aria-expanded="true" aria-controls={listId} aria-autocomplete="list" aria-label={texts.label(row.code, row.name)}
        aria-activedescendant={found[active] ? `${listId}-${active}` : undefined} placeholder={texts.placeholder} value={text} autoComplete="off" spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setActive(firstOf(event.currentTarget.value));
          list.current?.scrollTo(0, 0);
        }}
        onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
        onKeyDown={onKey}
        onBlur={onClose}
      />
      <ul ref={list} id={listId} role="listbox" aria-label={texts.label(row.code, row.name)}>
        {found.map(({ service, parent, isAmbiguous }, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- keys are handled by the combobox that owns the list
          <li
            key={service.id} id={`${listId}-${index}`} role="option" aria-selected={index === active} aria-disabled={!service.isActive || undefined}
            onMouseMove={() => setActive(index)} onMouseDown={(event) => event.preventDefault()} onClick={() => pick(index, true)}
          >
            <span className={styles["pickerName"]}>
              {parent ? <span className={styles["parent"]}>{parent} / </span> : null}
              {service.name}
              {isAmbiguous ? <span className={styles["pickerFact"]}>{texts.id(service.ledgerId)}</span> : null}
            </span>
            <span className={styles["pickerFact"]}>{service.isActive ? (service.sku ? `${service.sku} · ${service.incomeAccount ?? ""}` : service.incomeAccount) : texts.inactive}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className={styles["pickerNothing"]} role="status">{texts.nothing}</p> : <p className={styles["pickerKeys"]}>{texts.keys}</p>}
    </div>
  );
}

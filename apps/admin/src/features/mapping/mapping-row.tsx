import { memo } from "react";
import { formatMoney } from "../../lib/format.js";
import { RelativeTime } from "../../ui/relative-time.js";
import type { Service, SheetRow, Suggestion } from "./mapping-queries.js";
import { MappingStatus } from "./mapping-status.js";
import { mappingTexts as texts } from "./mapping.texts.js";
import { tiedCount, type Refusal, type RowState } from "./sheet.js";
import styles from "./mapping.module.css";

export const columns = ["select", "code", "name", "waiting", "service", "account", "source", "status"] as const;
export type Column = (typeof columns)[number];

/** The id by which the grid points at its active cell. */
export const cellId = (rowId: string, column: Column) => `mapping-${rowId}-${column}`;

interface MappingRowProps {
  readonly row: SheetRow;
  readonly state: RowState;
  readonly service: Service | null;
  readonly suggestions: readonly Suggestion[];
  readonly services: ReadonlyMap<string, Service>;
  readonly refusal: Refusal | undefined;
  readonly defaultName: string | null;
  readonly isSelected: boolean;
  /** The active cell's column, when it is in this row. */
  readonly active: Column | null;
  readonly rowIndex: number;
  readonly top: number;
  readonly onSelect: (rowId: string, isSelected: boolean) => void;
  readonly onOpen: (rowId: string) => void;
  readonly onChoose: (rowId: string, serviceId: string) => void;
}

/** One row of the grid. Drawn again only when something in it changes. */
export const MappingRow = memo(function MappingRow(props: MappingRowProps) {
  const { row, state, service, suggestions, services, refusal, defaultName, isSelected, active, rowIndex, top, onSelect, onOpen, onChoose } = props;
  const isProposed = suggestions.length > 0 && !service;
  const cell = (column: Column, isHeader = false) => ({
    role: isHeader ? "rowheader" : "gridcell",
    id: cellId(row.id, column),
    className: styles[column],
    "data-active": active === column || undefined,
  });
  return (
    <div
      role="row" aria-rowindex={rowIndex} aria-selected={isSelected} className={styles["row"]} data-row-id={row.id} data-state={state} data-active={active !== null || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div {...cell("select")}>
        <input type="checkbox" tabIndex={-1} checked={isSelected} aria-label={texts.selectRow(row.code)} onChange={(event) => onSelect(row.id, event.currentTarget.checked)} />
      </div>
      <div {...cell("code")}>{row.code}</div>
      <div {...cell("name", true)}><span title={row.name}>{row.name}</span></div>
      <div {...cell("waiting")}>
        {row.waitingInvoices > 0 ? <span title={texts.waitingInvoices(row.waitingInvoices)}>{formatMoney(row.waitingAmount)}<span className="visually-hidden">, {texts.waitingInvoices(row.waitingInvoices)}</span></span> : null}
      </div>
      <div {...cell("service")} aria-colindex={5} aria-colspan={isProposed ? 3 : undefined}>
        {isProposed ? (
          <Suggestions suggestions={suggestions} services={services} isActive={active !== null} onChoose={(serviceId) => onChoose(row.id, serviceId)} onOpen={() => onOpen(row.id)} />
        ) : (
          <button type="button" tabIndex={-1} className={styles["open"]} data-empty={service === null || undefined} onClick={() => onOpen(row.id)} aria-label={service ? undefined : texts.changeService(row.code)}>
            {service ? service.fullName : texts.chooseService}
            {refusal ? <span className={styles["kept"]}>{texts.kept(refusal.serviceId === null ? texts.noService : (services.get(refusal.serviceId)?.fullName ?? texts.noService))}</span> : null}
          </button>
        )}
      </div>
      {isProposed ? null : (
        <>
          <div {...cell("account")}>{service?.incomeAccount}</div>
          <div {...cell("source")}>{state === "saving" || !row.mapping ? null : <Source mapping={row.mapping} />}</div>
        </>
      )}
      <div {...cell("status")} aria-colindex={8}><MappingStatus state={state} row={row} defaultName={defaultName} refusal={refusal?.message} /></div>
    </div>
  );
});

function Source({ mapping: { origin, confirmedBy, confirmedAt } }: { readonly mapping: NonNullable<SheetRow["mapping"]> }) {
  return (
    <>
      {origin === "USER" ? confirmedBy : texts.origins[origin]} · <RelativeTime at={confirmedAt} isQuiet />
    </>
  );
}

interface SuggestionsProps {
  readonly suggestions: readonly Suggestion[];
  readonly services: ReadonlyMap<string, Service>;
  readonly isActive: boolean;
  readonly onChoose: (serviceId: string) => void;
  readonly onOpen: () => void;
}

/** Proposals: dashed, with score and reason, so that they never look like something stored. The active row shows the others with their keys. */
function Suggestions({ suggestions, services, isActive, onChoose, onOpen }: SuggestionsProps) {
  const tied = tiedCount(suggestions);
  return (
    <span className={styles["suggestions"]}>
      {(isActive ? suggestions.slice(0, 3) : suggestions.slice(0, 1)).map(({ item, score, band, reason, isTied }, index) => {
        const service = services.get(item.id);
        const percent = Math.round(score * 100);
        const why = isTied ? (reason === "SIMILAR_NAME" ? texts.tiedAlike(tied) : texts.tied(texts.suggestionReasons[reason], tied)) : texts.suggestionReasons[reason];
        return (
          <button key={item.id} type="button" tabIndex={-1} className={styles["suggestion"]} data-band={band} title={`${service?.fullName ?? ""} · ${percent} % · ${why}`} aria-label={texts.suggestionLabel(service?.fullName ?? "", percent, why)} onClick={() => onChoose(item.id)}>
            {isActive ? <kbd aria-hidden="true">{index + 1}</kbd> : null}
            <span className={styles["suggestionName"]}>{service?.fullName}</span>
            <span className={styles["score"]}>{percent}{isActive && suggestions.length > 1 ? null : ` · ${why}`}</span>
          </button>
        );
      })}
      <button type="button" tabIndex={-1} className={styles["more"]} onClick={onOpen}>{texts.chooseService}</button>
    </span>
  );
}

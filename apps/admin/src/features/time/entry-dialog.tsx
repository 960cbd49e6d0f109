import { useMutation } from "urql";
import { Banner } from "../../ui/banner.js";
import { Dialog } from "../../ui/dialog.js";
import type { SelectOption } from "../../ui/search-select.js";
import { EntryForm } from "./entry-form.js";
import { billableIds, entryValues } from "./entry-values.js";
import { updateTimeEntryMutation, type EntryRow } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";

interface EntryDialogProps {
  readonly entry: EntryRow;
  readonly staff: SelectOption;
  readonly days: readonly string[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** Corrects one entry. */
export function EntryDialog({ entry, staff, days, onClose, onSaved }: EntryDialogProps) {
  const [, update] = useMutation(updateTimeEntryMutation);
  return (
    <Dialog isOpen onClose={onClose} title={timeTexts.quick.edit}>
      {entry.status === "APPROVED" ? <Banner tone="information" title={timeTexts.entries.approvedEdit} /> : null}
      <EntryForm
        layout="stack" initial={entryValues(entry, staff)} days={days} canChooseStaff={false} submitText={timeTexts.quick.save} onCancel={onClose}
        onSubmit={async ({ client, service, siteId, day, note, isBillable }, minutes) => {
          const { data, error } = await update({
            input: { timeEntryId: entry.id, expectedVersion: entry.version, clientId: client?.value, siteId, ...billableIds(service?.value ?? ""), day, minutes, note: note.trim(), isBillable },
          });
          if (data?.updateTimeEntry.timeEntry) onSaved();
          return data?.updateTimeEntry.userErrors ?? [{ code: "UNREACHABLE", field: [], message: error?.message ?? "" }];
        }}
      />
    </Dialog>
  );
}

import { useMutation } from "urql";
import { useMay, useViewer } from "../../lib/viewer.js";
import { Section } from "../../ui/page.js";
import { toast } from "../../ui/toast.js";
import { EntryForm } from "./entry-form.js";
import { billableIds } from "./entry-values.js";
import { createTimeEntryMutation } from "./time-queries.js";
import { timeTexts } from "./time.texts.js";

const texts = timeTexts.quick;

interface QuickEntryProps {
  readonly days: readonly string[];
  readonly today: string;
  readonly onAdded: () => void;
}

/** Time entered in one line, again and again. */
export function QuickEntry({ days, today, onAdded }: QuickEntryProps) {
  const viewer = useViewer();
  const [, create] = useMutation(createTimeEntryMutation);
  const mayEnter = useMay("createTimeEntry");
  if (!mayEnter) return null;
  const self = viewer.staffMember ? { value: viewer.staffMember.id, label: viewer.name } : null;
  const day = days.includes(today) ? today : (days[0] ?? today);
  return (
    <Section title={texts.title} lead={self ? undefined : texts.notStaff}>
      <EntryForm
        key={days[0]} layout="row" isRepeating days={days} canChooseStaff={viewer.role !== "STAFF"} submitText={texts.add}
        initial={{ staff: self, day, client: null, siteId: null, service: null, duration: "", note: "", isBillable: true }}
        onSubmit={async ({ staff, client, service, siteId, day: onDay, note, isBillable }, minutes) => {
          const { data, error } = await create({
            input: { staffId: staff?.value ?? "", clientId: client?.value ?? "", siteId, ...billableIds(service?.value ?? ""), day: onDay, minutes, note: note.trim(), isBillable },
          });
          if (data?.createTimeEntry.timeEntry) {
            toast({ tone: "good", message: texts.added(client?.label ?? "", minutes) });
            onAdded();
          }
          return data?.createTimeEntry.userErrors ?? [{ code: "UNREACHABLE", field: [], message: error?.message ?? "" }];
        }}
      />
    </Section>
  );
}

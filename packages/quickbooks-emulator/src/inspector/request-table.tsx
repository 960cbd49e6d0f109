/** @jsxImportSource hono/jsx */
import type { EmulatorState, JournalEntry } from '../kernel/state.js';
import { entityBySlug, recordPath } from './format.js';
import { ScrollTable } from './layout.js';

type RequestTableProps = {
  entries: readonly JournalEntry[];
  caption: string;
  empty: string;
  /** Given where requests of several companies stand together: each row then names its company. */
  state?: EmulatorState;
};

/** Journal entries as a table, in the order given. */
export function RequestTable({ entries, caption, empty, state }: RequestTableProps) {
  if (entries.length === 0) return <p class="empty">{empty}</p>;
  return (
    <ScrollTable caption={caption}>
      <thead>
        <tr>
          <th scope="col">No.</th>
          <th scope="col" class="wide">Time (UTC)</th>
          {state === undefined ? null : <th scope="col" class="wide">Company</th>}
          <th scope="col">Request</th>
          <th scope="col" class="wide">Record</th>
          <th scope="col">Answer</th>
          <th scope="col" class="wide">Cost</th>
          <th scope="col" class="num wide">Took</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr>
            <th scope="row"><a href={`/requests/${entry.seq}`}>{entry.seq}</a></th>
            <td class="nowrap wide">{entry.at.slice(11, 19)}</td>
            {state === undefined ? null : <td class="wide">{entry.realmId === undefined ? '' : <a href={`/companies/${entry.realmId}`}>{state.company(entry.realmId)?.name ?? entry.realmId}</a>}</td>}
            <td>{requestName(entry)}{entry.items === undefined ? '' : ` of ${entry.items}`}<div class="narrow"><RecordLink entry={entry} /></div></td>
            <td class="wide"><RecordLink entry={entry} /></td>
            <td><AnswerChip entry={entry} /></td>
            <td class={entry.metered ? 'wide' : 'wide muted'}>{cost(entry)}</td>
            <td class="num wide">{Math.round(entry.durationMs)} ms</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** "Create Invoice", "Query Customer", "POST /oauth2/v1/tokens/bearer". */
export function requestName({ method, path, entity, operation }: JournalEntry): string {
  if (operation === undefined) return `${method} ${path}`;
  if (operation === 'report') return `Report ${path.split('/').at(-1)}`;
  const verb = operation === 'cdc' ? 'Change feed' : operation.charAt(0).toUpperCase() + operation.slice(1);
  return entity === undefined || entity === operation ? verb : `${verb} ${entity}`;
}

/** What the call cost at Intuit: only calls that succeed are counted. */
export function cost({ metered, status }: JournalEntry): string {
  if (status !== 200) return 'Not counted';
  return metered ? 'Metered' : 'Free';
}

/** Record a request was about; of a create it is the one the answer gives. */
export function recordId({ id, entity, operation, status, responseBody }: JournalEntry): string | undefined {
  // The company is read by its realm, its record has an id of its own.
  if (entity === 'CompanyInfo' && id !== undefined) return '1';
  return id ?? (operation === 'create' && status === 200 ? /"Id":"([^"]+)","SyncToken"/.exec(responseBody ?? '')?.[1] : undefined);
}

export function RecordLink({ entry }: { entry: JournalEntry }) {
  const { realmId, entity } = entry;
  const id = recordId(entry);
  const name = entity === undefined ? undefined : entityBySlug(entity);
  if (realmId === undefined || name === undefined || id === undefined) return <></>;
  return <a href={recordPath(realmId, name, id)}>{id}</a>;
}

export function AnswerChip({ entry: { status, faultCode, replayed } }: { entry: JournalEntry }) {
  const words = status === 0 ? 'Dropped' : faultCode === undefined ? String(status) : `${status}, fault ${faultCode}`;
  return (
    <>
      <span class={`chip ${answerTone(status, faultCode)}`}>{words}</span>
      {replayed ? <> <span class="chip info">Replayed</span></> : null}
    </>
  );
}

function answerTone(status: number, faultCode: string | undefined): string {
  if (status === 0 || status >= 500) return 'bad';
  if (status === 429 || status === 401) return 'warn';
  return status >= 400 || faultCode !== undefined ? 'bad' : 'good';
}

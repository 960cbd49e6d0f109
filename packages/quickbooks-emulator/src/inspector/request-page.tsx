/** @jsxImportSource hono/jsx */
import type { EmulatorState, JournalEntry } from '../kernel/state.js';
import { asCurl } from './curl.js';
import { moment } from './format.js';
import { Page } from './layout.js';
import { AnswerChip, cost, recordId, RecordLink, requestName } from './request-table.js';

/** One request with both bodies, and the command that sends it again. */
export function RequestPage({ state, entry }: { state: EmulatorState; entry: JournalEntry }) {
  const company = entry.realmId === undefined ? undefined : state.company(entry.realmId);
  const command = asCurl(state.publicUrl, entry);
  return (
    <Page title={`Request ${entry.seq}`} section={company === undefined ? 'requests' : 'companies'} state={state} realmId={company?.realmId} current="requests">
      <div class="head">
        <h1>{requestName(entry)}</h1>
        <span class="chips"><AnswerChip entry={entry} /></span>
      </div>
      <p class="sub mono">{entry.method} {entry.path}</p>
      <dl class="fields">
        <dt>Request</dt><dd>{entry.seq}, {moment(entry.at)} UTC, took {Math.round(entry.durationMs)} ms</dd>
        {recordId(entry) === undefined ? null : <><dt>Record</dt><dd>{entry.entity} <RecordLink entry={entry} /></dd></>}
        <dt>Cost at Intuit</dt><dd>{cost(entry)}</dd>
        <dt>intuit_tid</dt><dd class="mono">{entry.intuitTid}</dd>
        {entry.requestid === undefined ? null : <><dt>requestid</dt><dd class="mono">{entry.requestid}{entry.replayed ? ', answer replayed' : ''}</dd></>}
        {entry.items === undefined ? null : <><dt>Items in the batch</dt><dd>{entry.items}</dd></>}
      </dl>
      <h2>Send it again</h2>
      {command === undefined ? (
        <p class="empty">The journal no longer holds all of this request: it keeps the bodies of the newest 500, cut at 8 kB, and no query strings.</p>
      ) : (
        <div class="copyable">
          <pre class="mono" tabindex={0}>{command}</pre>
          <button type="button" data-copy>Copy as curl</button>
        </div>
      )}
      {entry.requestBody === undefined ? null : (
        <>
          <h2>Sent</h2>
          <div class="copyable"><pre class="mono" tabindex={0}>{readable(entry.requestBody)}</pre><button type="button" data-copy>Copy</button></div>
        </>
      )}
      <h2>Answered</h2>
      {entry.responseBody === undefined ? (
        <p class="empty">{entry.status === 0 ? 'The connection was dropped: the caller got no answer.' : 'The answer had no body.'}</p>
      ) : (
        <div class="copyable"><pre class="mono" tabindex={0}>{readable(entry.responseBody)}</pre><button type="button" data-copy>Copy</button></div>
      )}
    </Page>
  );
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

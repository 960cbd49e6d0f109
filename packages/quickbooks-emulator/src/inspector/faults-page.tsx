/** @jsxImportSource hono/jsx */
import { describeCondition, describeOutcome } from '../faults/describe-fault.js';
import type { EmulatorState } from '../kernel/state.js';
import { Page, ScrollTable } from './layout.js';

/** What is set to go wrong, and what time the emulator thinks it is. */
export function FaultsPage({ state }: { state: EmulatorState }) {
  const faults = state.faults();
  const { now, offsetMs } = state.clock();
  return (
    <Page title="Faults and clock" section="faults" state={state}>
      <div class="head"><h1>Faults and clock</h1></div>
      <p class="sub">Set by tests and by hand through {state.publicUrl}/_emulator; shown here, not changed here</p>
      <h2>Clock</h2>
      <dl class="figures">
        <div><dt>Emulator time</dt><dd>{now.slice(0, 19).replace('T', ' ')}<small>UTC</small></dd></div>
        <div><dt>Moved by</dt><dd>{moved(offsetMs)}<small>against this machine's clock</small></dd></div>
      </dl>
      <h2>Faults armed</h2>
      {faults.length === 0 ? (
        <p class="empty">No fault is armed: every request is answered as QuickBooks would.</p>
      ) : (
        <ScrollTable caption="Faults armed">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">When</th>
              <th scope="col">Then</th>
              <th scope="col" class="num wide">Seen</th>
              <th scope="col" class="num">Fired</th>
              <th scope="col" class="num">Left</th>
            </tr>
          </thead>
          <tbody>
            {faults.map((rule) => (
              <tr>
                <th scope="row">{rule.name ?? <span class="mono">{rule.id}</span>}</th>
                <td>{describeCondition(rule)}</td>
                <td>{describeOutcome(rule)}</td>
                <td class="num wide">{rule.seen}</td>
                <td class="num">{rule.fired}</td>
                <td class="num">{rule.times === 0 ? 'for ever' : Math.max(0, (rule.times ?? 1) - rule.fired)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </Page>
  );
}

/** `+2 d 03:00:00`, in units a reader can check against the time beside it. */
function moved(offsetMs: number): string {
  if (offsetMs === 0) return 'nothing';
  const seconds = Math.round(Math.abs(offsetMs) / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return `${offsetMs < 0 ? '−' : '+'}${days === 0 ? '' : `${days} d `}${clock}`;
}

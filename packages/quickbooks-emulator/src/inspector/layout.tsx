/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { EntityName } from '../kernel/company.js';
import { definitions } from '../entities/registry.js';
import { entityNames } from '../kernel/company.js';
import type { EmulatorState } from '../kernel/state.js';
import { entityViews } from './entity-views.js';
import { recordPath } from './format.js';

export type Section = 'companies' | 'requests' | 'webhooks' | 'metering' | 'faults';

type PageProps = {
  title: string;
  section: Section;
  state: EmulatorState;
  /** Company whose navigation stands at the side. */
  realmId?: string;
  /** Entity, or part of the company, the page belongs to. */
  current?: EntityName | 'requests' | 'overview';
  children: Child;
};

/** Every page: top bar with the note that nothing leaves this machine, navigation of the company, content. */
export function Page({ title, section, state, realmId, current, children }: PageProps) {
  const { now, offsetMs } = state.clock();
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} · QuickBooks emulator`}</title>
        <link rel="icon" type="image/svg+xml" href="/inspector/icon.svg" />
        <link rel="stylesheet" href="/inspector/style.css" />
        <script src="/inspector/script.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <div>
            <a class="brand" href="/">QuickBooks emulator</a>
            <nav aria-label="Emulator">
              <NavLink href="/" label="Companies" active={section === 'companies'} />
              <NavLink href="/requests" label="Requests" active={section === 'requests'} />
              <NavLink href="/webhooks" label="Webhooks" active={section === 'webhooks'} />
              <NavLink href="/metering" label="Metering" active={section === 'metering'} />
              <NavLink href="/faults" label="Faults and clock" active={section === 'faults'} />
            </nav>
            <p class="note">QuickBooks emulator: nothing here reaches Intuit</p>
          </div>
        </header>
        <div class={realmId === undefined ? 'page' : 'page with-side'}>
          {realmId === undefined ? null : <CompanyNav state={state} realmId={realmId} current={current} />}
          <main id="content">{children}</main>
        </div>
        <footer>
          <div>
            Emulator time {now.slice(0, 19).replace('T', ' ')} UTC{offsetMs === 0 ? '' : ', moved'}. Looking at these pages is neither metered nor listed among the requests.
          </div>
        </footer>
      </body>
    </html>
  );
}

function NavLink({ href, label, active }: { href: string; label: string; active: boolean }) {
  return <a href={href} aria-current={active ? 'page' : undefined}>{label}</a>;
}

const people: readonly EntityName[] = ['Customer', 'Vendor', 'Employee'];
const documents: readonly EntityName[] = ['Invoice', 'TimeActivity', ...entityNames.filter((name) => definitions.get(name)!.kind === 'document' && name !== 'Invoice' && name !== 'TimeActivity')];
const settings: readonly EntityName[] = ['CompanyInfo', 'Preferences'];
const lists = entityNames.filter((name) => ![...people, ...documents, ...settings].includes(name));

function CompanyNav({ state, realmId, current }: { state: EmulatorState; realmId: string; current?: PageProps['current'] }) {
  const base = `/companies/${realmId}`;
  return (
    <nav class="side" aria-label="Company">
      <h2><a href={base}>{state.company(realmId)?.name}</a></h2>
      <p class="realm">{realmId}</p>
      <div class="menus">
      <ul>
        <li><a href={base} aria-current={current === 'overview' ? 'page' : undefined}>Overview</a></li>
        <li><a href={`${base}/requests`} aria-current={current === 'requests' ? 'page' : undefined}>Requests</a></li>
        {settings.map((entity) => (
          <li><a href={recordPath(realmId, entity, '1')} aria-current={current === entity ? 'page' : undefined}>{entityViews[entity].plural}</a></li>
        ))}
      </ul>
      {[people, documents, ['Item', ...lists.filter((name) => name !== 'Item')] as const].map((entities) => (
        <ul>
          {entities.map((entity) => (
            <li>
              <a href={recordPath(realmId, entity)} aria-current={current === entity ? 'page' : undefined}>
                {entityViews[entity].plural} <span>{state.records(realmId, entity).length}</span>
              </a>
            </li>
          ))}
        </ul>
      ))}
      </div>
    </nav>
  );
}

/** A table that scrolls sideways on its own when the window is narrow. */
export function ScrollTable({ caption, children }: { caption: string; children: Child }) {
  return (
    <section class="scroll" aria-label={caption} tabindex={0}>
      <table>
        <caption>{caption}</caption>
        {children}
      </table>
    </section>
  );
}

/** @jsxImportSource hono/jsx */
import type { Child } from 'hono/jsx';
import type { CompanySummary } from '../kernel/state.js';
import { signedInPerson } from './openid.js';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; background: light-dark(#fbfbf9, #0f1214); color: light-dark(#1b1f24, #e8eaed); }
main { max-width: 32rem; margin: 8vh auto; padding: 2rem; background: light-dark(#fff, #171b1f); border: 1px solid light-dark(#e4e4df, #2a3036); border-radius: 8px; box-sizing: border-box; }
@media (max-width: 36rem) { main { margin: 1rem; padding: 1.25rem; } }
input { accent-color: light-dark(#0f6b4f, #4cc38a); }
h1 { font-size: 1.25rem; margin: 0 0 .5rem; }
fieldset { border: 0; padding: 0; margin: 1.5rem 0; }
legend { font-weight: 600; margin-bottom: .5rem; padding: 0; }
label { display: flex; gap: .75rem; align-items: baseline; padding: .75rem; border: 1px solid light-dark(#e4e4df, #2a3036); border-radius: 6px; margin-bottom: .5rem; cursor: pointer; }
label:focus-within { outline: 3px solid light-dark(#0f6b4f, #4cc38a); outline-offset: 2px; }
input[type=email] { flex: 1; font: inherit; min-width: 0; padding: .5rem; border: 1px solid light-dark(#8a919c, #6d7580); border-radius: 6px; background: transparent; color: inherit; }
small { color: light-dark(#5a6270, #9aa3af); }
.actions { display: flex; gap: .75rem; }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; border-radius: 6px; border: 1px solid light-dark(#0f6b4f, #4cc38a); cursor: pointer; background: transparent; color: inherit; }
button.primary { background: light-dark(#0f6b4f, #4cc38a); color: light-dark(#fff, #0f1214); }
button:focus-visible { outline: 3px solid light-dark(#0f6b4f, #4cc38a); outline-offset: 2px; }
`;

function Page({ title, children }: { title: string; children: Child }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href="/inspector/icon.svg" />
        <style>{style}</style>
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

type ConsentProps = { appName: string | undefined; companies: CompanySummary[]; params: Record<string, string> };

/** The consent page: who signs in, which company, connect or refuse. A plain form, usable with the keyboard and without scripts. */
export function ConsentPage({ appName, companies, params }: ConsentProps) {
  return (
    <Page title="Connect to QuickBooks">
      <h1>Connect {appName ?? 'an app'} to your company</h1>
      <p>
        {appName ? <strong>{appName}</strong> : 'An app without a name'} asks to read and change the accounting data of one company. This is a
        local QuickBooks; nothing leaves this computer.
      </p>
      <form method="post" action="/connect/oauth2">
        {Object.entries(params).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset>
          <legend>Signed in as</legend>
          <label>
            E-mail
            <input type="email" name="email" value={signedInPerson.email} autocomplete="off" required />
          </label>
          <small>Change it to sign in as somebody else; no password is asked for.</small>
        </fieldset>
        <fieldset>
          <legend>Company</legend>
          {companies.map((company, index) => (
            <label key={company.realmId}>
              <input type="radio" name="realmId" value={company.realmId} checked={index === 0} required />
              <span>
                {company.name}
                <br />
                <small>
                  Company id {company.realmId}, {company.region}
                </small>
              </span>
            </label>
          ))}
        </fieldset>
        <div class="actions">
          <button class="primary" type="submit" name="decision" value="connect">
            Connect
          </button>
          <button type="submit" name="decision" value="refuse" formnovalidate>
            No, thanks
          </button>
        </div>
      </form>
    </Page>
  );
}

/** Shown instead of a redirect when the request itself is wrong, as Intuit does. */
export function ErrorPage({ message }: { message: string }) {
  return (
    <Page title="Connection problem">
      <h1>Sorry, the app cannot connect</h1>
      <p>{message}</p>
    </Page>
  );
}

/** The one stylesheet of the inspector: paper and ink, hairlines, tabular figures. No fonts or images from elsewhere. */
export const style = `
:root {
  --paper: #FBFBF9; --surface: #FFFFFF; --ink: #1B1F24; --muted: #5A6270; --hairline: #E4E4DF; --accent: #0F6B4F; --on-accent: #FFFFFF;
  --attention: #7A4F00; --attention-bg: #FFF4DC; --failure: #A3262B; --failure-bg: #FDECEC; --info: #1F5FA8; --info-bg: #EAF2FC;
  --good-bg: #E6F2EE; color-scheme: light;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0F1214; --surface: #171B1F; --ink: #E8EAED; --muted: #9AA3AF; --hairline: #2A3036; --accent: #4CC38A; --on-accent: #0F1214;
    --attention: #F2C14E; --attention-bg: #2B2413; --failure: #FF8A8A; --failure-bg: #321B1C; --info: #8AB8F5; --info-bg: #16243A;
    --good-bg: #14291F; color-scheme: dark;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 400 14px/20px Inter, "Inter Variable", ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
h1, h2, h3 { font-weight: 600; margin: 0; text-wrap: balance; }
h1 { font-size: 22px; line-height: 28px; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { font-size: 15px; line-height: 20px; margin: 32px 0 8px; }
h3 { font-size: 14px; margin: 20px 0 6px; }
p { margin: 0 0 12px; max-width: 68ch; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 3px; text-decoration-color: color-mix(in srgb, var(--accent) 40%, transparent); }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 16px; top: 8px; background: var(--surface); padding: 8px 12px; z-index: 1; }
.muted { color: var(--muted); }
.mono { font: 400 12.5px/18px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.nowrap { white-space: nowrap; }

.top { border-bottom: 1px solid var(--hairline); background: var(--surface); }
.top > div { max-width: 1240px; margin: 0 auto; padding: 0 24px; display: flex; flex-wrap: wrap; align-items: center; column-gap: 28px; }
.brand { font-weight: 600; color: var(--ink); text-decoration: none; padding: 14px 0; display: inline-flex; align-items: center; gap: 10px; }
.brand::before { content: ""; width: 16px; height: 7px; border-block: 2px solid var(--accent); }
.top nav { display: flex; gap: 4px; }
.top nav a { color: var(--muted); text-decoration: none; padding: 14px 10px; border-bottom: 2px solid transparent; margin-bottom: -1px; }
.top nav a:hover { color: var(--ink); }
.top nav a[aria-current] { color: var(--ink); border-color: var(--accent); font-weight: 600; }
.note { margin: 0 0 0 auto; color: var(--muted); padding: 10px 0; font-size: 13px; }

.page { max-width: 1240px; margin: 0 auto; padding: 28px 24px 64px; }
.page.with-side { display: grid; grid-template-columns: 188px minmax(0, 1fr); gap: 40px; align-items: start; }
.side { position: sticky; top: 20px; font-size: 13.5px; }
.side h2 { margin: 0 0 2px; font-size: 14px; overflow-wrap: anywhere; }
.side h2 a { color: inherit; text-decoration: none; }
.side .realm { color: var(--muted); margin: 0 0 12px; }
.side ul { list-style: none; margin: 0 0 12px; padding: 0 0 12px; border-bottom: 1px solid var(--hairline); }
.side ul:last-child { border: 0; margin: 0; padding: 0; }
.side li a { display: flex; justify-content: space-between; gap: 8px; padding: 5px 10px; margin: 0 -10px; border-radius: 6px; color: var(--ink); text-decoration: none; }
.side li a:hover { background: color-mix(in srgb, var(--ink) 5%, transparent); }
.side li a[aria-current] { background: var(--good-bg); color: var(--accent); font-weight: 600; }
.side li span { color: var(--muted); font-weight: 400; }

.head { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: baseline; margin-bottom: 4px; }
.head .figure { margin-left: auto; font-size: 22px; line-height: 28px; font-weight: 600; letter-spacing: -0.01em; white-space: nowrap; }
.sub { color: var(--muted); margin: 0 0 20px; max-width: none; }
.sub a { color: inherit; }
.chips { display: inline-flex; flex-wrap: wrap; gap: 6px; align-self: center; }
.chip { display: inline-block; padding: 1px 8px; border-radius: 6px; font-size: 12.5px; line-height: 18px; white-space: nowrap; color: var(--muted); box-shadow: inset 0 0 0 1px var(--hairline); }
.chip.good { color: var(--accent); background: var(--good-bg); box-shadow: none; }
.chip.warn { color: var(--attention); background: var(--attention-bg); box-shadow: none; }
.chip.bad { color: var(--failure); background: var(--failure-bg); box-shadow: none; }
.chip.info { color: var(--info); background: var(--info-bg); box-shadow: none; }

.scroll { overflow-x: auto; border: 1px solid var(--hairline); border-radius: 6px; background: var(--surface); }
table { border-collapse: collapse; width: 100%; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th { font-weight: 500; color: var(--muted); font-size: 12.5px; text-align: left; white-space: nowrap; }
th, td { padding: 8px 12px; vertical-align: top; border-bottom: 1px solid var(--hairline); }
tbody tr:last-child > * { border-bottom: 0; }
tbody tr:hover { background: color-mix(in srgb, var(--ink) 2.5%, transparent); }
tbody th { color: inherit; font-size: inherit; font-weight: 400; white-space: normal; }
.num { text-align: right; white-space: nowrap; }
.indent { display: inline-block; margin-left: 20px; }
tr.off td, tr.off th { color: var(--muted); }

.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); gap: 16px; padding: 0; margin: 0; list-style: none; }
.card { border: 1px solid var(--hairline); border-radius: 6px; background: var(--surface); padding: 16px 18px; }
.card h2, .card h3 { margin: 0 0 2px; font-size: 15px; }
.card p { margin: 0 0 12px; }
.card dl.fields { grid-template-columns: 1fr auto; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); margin: 0; border: 1px solid var(--hairline); border-radius: 6px; background: var(--surface); overflow: hidden; }
.figures > div { padding: 12px 16px; box-shadow: 1px 1px 0 var(--hairline); }
.figures dt { color: var(--muted); font-size: 12.5px; }
.figures dd { margin: 0; font-size: 20px; line-height: 28px; font-weight: 600; }
.figures dd small { font-size: 12.5px; font-weight: 400; color: var(--muted); display: block; line-height: 18px; }

dl.fields { display: grid; grid-template-columns: minmax(130px, 210px) minmax(0, 1fr); margin: 0; }
dl.fields > dt, dl.fields > dd { padding: 7px 0; border-bottom: 1px solid var(--hairline); margin: 0; }
dl.fields > dt { color: var(--muted); padding-right: 16px; overflow-wrap: anywhere; }
dl.fields > dd { overflow-wrap: anywhere; }
dl.fields > dt:last-of-type, dl.fields > dd:last-of-type { border-bottom: 0; }
.columns { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 40px; align-items: start; }

form.connection { border: 1px solid var(--hairline); border-radius: 6px; background: var(--surface); padding: 6px 16px 12px; }
form.connection p { margin: 10px 0 0; max-width: none; }
form.filter { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin: 0 0 16px; }
form.filter label { display: grid; gap: 2px; color: var(--muted); font-size: 12.5px; }
input, select, button, .button { font: inherit; color: var(--ink); background: var(--surface); border: 1px solid color-mix(in srgb, var(--muted) 60%, transparent); border-radius: 6px; padding: 6px 10px; min-height: 34px; }
input[type=search] { min-width: min(280px, 100%); }
button, .button { cursor: pointer; text-decoration: none; display: inline-flex; align-items: center; }
button:hover, .button:hover { border-color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.pager { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 12px 0 0; color: var(--muted); }
.pager span { margin-right: auto; }

details { border: 1px solid var(--hairline); border-radius: 6px; background: var(--surface); margin-top: 16px; }
summary { cursor: pointer; padding: 10px 14px; font-weight: 500; }
pre { margin: 0; padding: 14px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
details pre { border-top: 1px solid var(--hairline); }
.copyable { position: relative; border: 1px solid var(--hairline); border-radius: 6px; background: var(--surface); }
.copyable pre { padding-right: 84px; }
@media (max-width: 640px) { .copyable pre { padding: 44px 14px 14px; } }
.copyable button { position: absolute; top: 8px; right: 8px; min-height: 28px; padding: 2px 10px; font-size: 12.5px; }
th.address { overflow-wrap: anywhere; }
.empty { border: 1px dashed color-mix(in srgb, var(--muted) 50%, transparent); border-radius: 6px; padding: 20px; color: var(--muted); margin: 0; max-width: none; }

.sheet { background: var(--surface); border: 1px solid var(--hairline); border-radius: 6px; padding: 40px clamp(16px, 5vw, 52px) 36px; }
.sheet header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 20px 40px; margin-bottom: 28px; }
.sheet address { font-style: normal; }
.sheet .seller { font-weight: 600; font-size: 16px; }
.sheet .kind { font-size: 24px; line-height: 30px; color: var(--accent); font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; text-align: right; }
.sheet .parties { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 20px 32px; margin-bottom: 28px; }
.sheet .parties h2 { font-weight: 500; font-size: 12.5px; line-height: 20px; color: var(--muted); margin: 0; }
.sheet dl.terms { display: grid; grid-template-columns: auto auto; gap: 2px 16px; margin: 0; align-content: start; }
.sheet dl.terms dt { color: var(--muted); }
.sheet dl.terms dd { margin: 0; text-align: right; }
.sheet .lines { overflow-x: auto; }
.sheet thead th { border-bottom: 1px solid var(--ink); }
.sheet .lines th:first-child, .sheet .lines td:first-child { padding-left: 0; }
.sheet .lines th:last-child, .sheet .lines td:last-child { padding-right: 0; }
.sheet .close { display: flex; flex-wrap: wrap; gap: 24px 40px; justify-content: space-between; margin-top: 20px; }
.sheet .memo { flex: 1 1 220px; color: var(--muted); max-width: 44ch; }
.sheet .totals { flex: 0 1 320px; margin: 0; display: grid; grid-template-columns: 1fr auto; gap: 0 24px; }
.sheet .totals dt, .sheet .totals dd { margin: 0; padding: 5px 0; }
.sheet .totals dd { text-align: right; }
.sheet .totals .due { font-weight: 600; font-size: 17px; line-height: 24px; border-top: 1px solid var(--ink); padding-top: 9px; margin-top: 4px; }
.sheet .totals dd.due.settled span { border-bottom: 3px double var(--accent); padding-bottom: 2px; color: var(--accent); }
.narrow { display: none; }

footer { border-top: 1px solid var(--hairline); color: var(--muted); font-size: 13px; }
footer div { max-width: 1240px; margin: 0 auto; padding: 16px 24px 40px; }

@media (max-width: 860px) {
  .page, .top > div, footer div { padding-inline: 16px; }
  .page { padding-top: 20px; }
  .page.with-side { display: block; }
  .top > div { row-gap: 0; }
  .brand { padding: 12px 0 2px; }
  .note { margin: 0; flex-basis: 100%; order: 1; padding: 0 0 4px; }
  .top nav { order: 2; margin: 0 -16px; padding: 0 6px; max-width: 100vw; overflow-x: auto; }
  .top nav a { padding: 10px 8px; margin-bottom: 0; white-space: nowrap; }
  .side { position: static; margin-bottom: 24px; }
  .side .realm { margin-bottom: 8px; }
  .side .menus { display: flex; gap: 6px; overflow-x: auto; margin: 0 -16px; padding: 2px 16px 8px; }
  .side ul { display: contents; }
  .side li a { margin: 0; white-space: nowrap; box-shadow: inset 0 0 0 1px var(--hairline); background: var(--surface); }
  .columns { grid-template-columns: minmax(0, 1fr); }
  .columns > dl:first-child > dt:last-of-type, .columns > dl:first-child > dd:last-of-type { border-bottom: 1px solid var(--hairline); }
}
@media (max-width: 520px) {
  .narrow { display: block; }
  .wide { display: none; }
  th, td { padding-inline: 8px; }
  .head .figure { margin-left: 0; flex-basis: 100%; }
  dl.fields { grid-template-columns: minmax(0, 1fr); }
  dl.fields > dt, .columns > dl:first-child > dt:last-of-type { border-bottom: 0; padding-bottom: 0; }
  dl.fields > dd { padding-top: 0; }
  .sheet { padding: 24px 16px; }
  .sheet .kind { text-align: left; }
}
@media print {
  .top, .side, footer, .screen { display: none !important; }
  .page.with-side { display: block; padding: 0; }
  .sheet { border: 0; padding: 0; }
  body { background: #fff; }
}
`;

/** Brings the page's own link into view where a narrow screen cuts navigation off, without moving the page itself, and copies the text beside a "Copy" button; without script the text can still be selected. */
export const script = `
const top = scrollY;
document.querySelectorAll('nav [aria-current]').forEach((link) => link.scrollIntoView({ block: 'nearest', inline: 'center' }));
scrollTo(scrollX, top);
document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-copy]');
  if (!button) return;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.closest('.copyable').querySelector('pre').textContent);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'Select and copy';
  }
  setTimeout(() => { button.textContent = label; }, 2000);
});
`;

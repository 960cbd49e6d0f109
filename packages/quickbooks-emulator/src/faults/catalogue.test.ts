import { expect, test } from 'vitest';
import { connected } from '../testing/client.js';
import { namedFaults } from './named-faults.js';

/** What clients of QuickBooks were reported to stumble over, by the number of the catalogue of failures: what shows each of them here. */
const catalogue: Record<string, readonly string[]> = {
  'FC-01 the refresh token changes with every refresh': ['rotate-strict'],
  'FC-02 the refresh token changes once a day': ['rotate-24h'],
  'FC-03 reports of rotation disagree': ['rotate-strict', 'rotate-24h', 'rotate-never'],
  'FC-04 the answer of a refresh is lost': ['kill-after-rotate'],
  'FC-05 a page is taken for tokens': ['token-200-html'],
  'FC-06 an outage looks like the end of a connection': ['token-503', 'token-hang', 'invalid-grant'],
  'FC-07 the token expires in the middle of a run': ['expire-mid-run'],
  'FC-08 401 and 403 mean different things': ['auth-3200', 'auth-3100'],
  'FC-09 tokens are printed': ['canary-tokens'],
  'FC-10 stored, and the answer is lost': ['commit-then-hang', 'commit-then-reset'],
  'FC-11 killed between two commits': ['kill-matrix', 'reset-before-commit'],
  'FC-12 the requestid changes with each attempt': ['same-requestid', 'requestid-ignored'],
  'FC-13 a replay of what is gone': ['requestid-replays-deleted'],
  'FC-14 a repeated batch': ['batch-6000'],
  'FC-16 a notification twice': ['webhook-duplicate'],
  'FC-17 only the first page is read': ['page-sizes'],
  'FC-18 rows move while pages are read': ['mutate-while-paging'],
  'FC-19 killed between rows and cursor': ['kill-matrix'],
  'FC-25 calls are throttled': ['throttle'],
  'FC-26 nothing says how many calls are left': ['no-rate-headers'],
  'FC-27 errors in XML': ['xml-error'],
  'FC-28 pages for answers': ['html-503', 'html-200'],
  'FC-29 faults in answers of status 200': ['fault-200'],
  'FC-30 answers near and beyond the limit of 120 seconds': ['slow-110', 'slow-130', 'gateway-504'],
  'FC-31 items of a batch fail alone': ['batch-partial', 'batch-empty', 'batch-omits'],
  'FC-32 items of a batch do not see each other': ['batch-isolated'],
  'FC-35 a cent of tax': ['tax-rounding'],
  'FC-36 a payment moves the invoice': ['bump-on-payment', 'stale-token'],
  'FC-37 closed books under the code of stale objects': ['period-closed', 'books-closed'],
  'FC-38 names are unique over three lists': ['name-collision-customer', 'name-collision-vendor', 'name-collision-employee'],
  'FC-39 inactive and deleted targets': ['inactive', 'deleted'],
  'FC-40 inactive records vanish': ['active-filter'],
  'FC-41 merged customers': ['merge'],
  'FC-42 a void looks like an edit': ['void'],
  'FC-43 a void is refused': ['void-with-payment'],
  'FC-45 a delete is refused': ['delete-refused'],
  'FC-46 updates clear what is not sent': ['full-update-clears'],
  'FC-47 members asked for in sparse updates too': ['require-2020'],
  'FC-48 texts too long or damaged': ['limits', 'mojibake'],
  'FC-49 apostrophes in queries': ['strict-lexer'],
  'FC-50 a number twice': ['dup-docnum'],
  'FC-51 another currency': ['multicurrency'],
  'FC-52 another day': ['company-tz', 'dst'],
  'FC-53 stored otherwise than sent': ['silent-change'],
  'FC-54 members come and go': ['minor-versions', 'unknown-fields'],
  'FC-55 acknowledged too late': ['slow-ack'],
  'FC-56 notifications twice, shuffled, lost': ['webhook-duplicate', 'webhook-shuffle', 'webhook-drop', 'webhook-late', 'webhook-mixed'],
  'FC-57 two formats of notifications': ['webhook-legacy', 'webhook-cloudevents'],
  'FC-58 changes too old or too many': ['cdc-30d', 'cdc-1000'],
  'FC-59 no changes of time': ['cdc-unsupported'],
  'FC-60 another company on reconnect, with the same ids': ['switch-realm'],
  'FC-62 the subscription ended': ['sub-expired'],
  'FC-63 clocks differ': ['clock-ahead', 'clock-behind'],
  'FC-64 one record blocks all': ['poison-record'],
};

test.each(Object.entries(catalogue))('%s', (_what, names) => {
  const { emulator } = connected();
  for (const name of names) {
    const { rules, settings, about } = namedFaults.find((fault) => fault.name === name)!;
    expect(emulator.arm({ name })).toHaveLength(settings ? 1 : (rules?.length ?? 0));
    // What needs no arming says how to see it.
    expect(rules || settings || about.length > 20).toBeTruthy();
  }
});

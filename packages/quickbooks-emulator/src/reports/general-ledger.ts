import type { EntityName } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import type { JournalEntry, JournalLine } from '../ledger/journal.js';
import { accountCell, accountsOf, type Listed } from './account-rows.js';
import { spanOf } from './period.js';
import { incomeStatementTypes } from './profit-and-loss.js';
import { type Cell, type Report, type Row, column, printed, report, summary, withColumns } from './report.js';
import { type Transaction, partyCell, transactionTypes } from './transactions.js';

const columns = [
  column('tx_date', 'Date'),
  column('txn_type', 'Transaction Type'),
  column('doc_num', 'Num'),
  column('name', 'Name'),
  column('memo', 'Memo/Description'),
  column('split_acc', 'Split'),
  column('subt_nat_amount', 'Amount'),
  column('rbal_nat_amount', 'Balance'),
];

/** Account types that grow by credits. */
const grownByCredits = new Set(['Accounts Payable', 'Credit Card', 'Other Current Liability', 'Long Term Liability', 'Equity', 'Income', 'Other Income']);

type Posting = { key: string; entry: JournalEntry; line: JournalLine };

/**
 * Every posting of a span by account with a running balance, in the account's natural sign (GeneralLedger; Intuit, generalledger
 * page). What is owned and owed begins with its balance; income and expenses begin at zero. Always on accrual basis (assumed:
 * QuickBooks can do both); `account` takes one id or several with commas.
 */
export function generalLedger(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const wanted = params.get('account')?.split(',');
  const before = new Map<string, number>();
  const within = new Map<string, Posting[]>();
  for (const [key, entry] of company.journal.entries) {
    if (entry.date > span.end) continue;
    for (const line of entry.lines) {
      if (line.cents === 0) continue;
      if (entry.date < span.start) before.set(line.account, (before.get(line.account) ?? 0) + line.cents);
      else within.set(line.account, within.get(line.account) ?? []).get(line.account)!.push({ key, entry, line });
    }
  }
  const rows = accountsOf(company, new Map()).filter(({ id }) => !wanted || wanted.includes(id)).flatMap((account): Row[] => {
    const opening = incomeStatementTypes.includes(account.type) ? 0 : (before.get(account.id) ?? 0);
    const postings = within.get(account.id) ?? [];
    return opening === 0 && postings.length === 0 ? [] : [sectionOf(company, account, opening, postings)];
  });
  return withColumns(report(company, { name: 'GeneralLedger', period: span, columns, rows, basis: 'Accrual' }), params);
}

function sectionOf(company: CompanyState, account: Listed, opening: number, postings: readonly Posting[]): Row {
  const sign = grownByCredits.has(account.type) ? -1 : 1;
  let balance = sign * opening;
  let sum = 0;
  const rows: Row[] = opening === 0 ? [] : [{ ColData: summary('Beginning Balance', columns.length, balance).ColData, type: 'Data' }];
  for (const { key, entry, line } of [...postings].sort((a, b) => (a.entry.date < b.entry.date ? -1 : a.entry.date > b.entry.date ? 1 : 0))) {
    balance += sign * line.cents;
    sum += sign * line.cents;
    rows.push({ ColData: [{ value: entry.date }, ...documentCells(company, key), splitCell(company, entry, line), { value: printed(sign * line.cents) }, { value: printed(balance) }], type: 'Data' });
  }
  const name = accountCell(account);
  return {
    Header: { ColData: [name, ...columns.slice(1).map(() => ({ value: '' }))] },
    Rows: { Row: rows },
    Summary: summary(`Total for ${account.name}`, columns.length, sum, undefined),
    type: 'Section',
  };
}

/** Type, number, party and note of the document behind an entry; an entry without a document is named by its kind. */
function documentCells(company: CompanyState, key: string): Cell[] {
  const [entity, id] = key.split('/') as [EntityName, string];
  const typeOf = transactionTypes[entity];
  const record = typeOf && company.get<Transaction>(entity, id);
  if (!record) return [{ value: key.startsWith('SalesTaxPayment/') ? 'Sales Tax Payment' : 'Journal Entry' }, { value: '' }, { value: '' }, { value: '' }];
  return [{ value: typeOf(record), id: record.Id }, { value: record.DocNumber ?? record.PaymentRefNum ?? '' }, partyCell(record), { value: record.PrivateNote ?? '' }];
}

/** The counterpart: the account when there is one other line, `-Split-` when there are several. */
function splitCell(company: CompanyState, entry: JournalEntry, line: JournalLine): Cell {
  const others = entry.lines.filter((other) => other !== line);
  const [other] = others;
  if (!other) return { value: '' };
  // Every line of a document with one counterpart names it: an invoice's income lines all say "Accounts Receivable (A/R)".
  const first = entry.lines[0]!;
  const counterpart = others.length === 1 ? other : first === line ? undefined : first;
  return counterpart ? { value: String(company.get('Account', counterpart.account)?.FullyQualifiedName ?? ''), id: counterpart.account } : { value: '-Split-' };
}

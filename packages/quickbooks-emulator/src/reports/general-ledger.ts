import type { EntityName } from '../kernel/company.js';
import type { CompanyState } from '../kernel/company-state.js';
import { accountCell, accountsOf, basisOf, type Listed, movementsOn } from './account-rows.js';
import type { Moved } from './cash-basis.js';
import { filterHeadings } from './dimensions.js';
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

/**
 * Every posting of a span by account with a running balance, in the account's natural sign (GeneralLedger; Intuit, generalledger
 * page). What is owned and owed begins with its balance; income and expenses begin at zero. On cash basis a document's postings stand
 * on the days it was settled, and receivables and payables that come and go on the same day are left out (assumed). `account` takes one
 * id or several with commas; customer, vendor, class and department filter as in the statements.
 */
export function generalLedger(company: CompanyState, params: URLSearchParams): Report {
  const span = spanOf(company, params);
  const basis = basisOf(company, params);
  const wanted = params.get('account')?.split(',');
  const before = new Map<string, number>();
  const within = new Map<string, Moved[]>();
  for (const moved of movementsOn(company, basis, params)) {
    const { account, date, cents } = moved;
    if (cents === 0 || date > span.end) continue;
    if (date < span.start) before.set(account, (before.get(account) ?? 0) + cents);
    else within.set(account, within.get(account) ?? []).get(account)!.push(moved);
  }
  const rows = accountsOf(company, within).filter(({ id }) => !wanted || wanted.includes(id)).flatMap((account): Row[] => {
    const opening = incomeStatementTypes.includes(account.type) ? 0 : (before.get(account.id) ?? 0);
    const postings = within.get(account.id) ?? [];
    const isPassedThrough = basis === 'Cash' && owed.has(account.type) && opening === 0 && isSettledDaily(postings);
    return isPassedThrough || (opening === 0 && postings.length === 0) ? [] : [sectionOf(company, account, opening, postings)];
  });
  return withColumns(report(company, { name: 'GeneralLedger', period: span, columns, rows, basis, filters: filterHeadings(params) }), params);
}

/** Account types cash basis does not know. */
const owed = new Set(['Accounts Receivable', 'Accounts Payable']);

function isSettledDaily(postings: readonly Moved[]): boolean {
  const byDay = new Map<string, number>();
  for (const { date, cents } of postings) byDay.set(date, (byDay.get(date) ?? 0) + cents);
  return [...byDay.values()].every((sum) => sum === 0);
}

function sectionOf(company: CompanyState, account: Listed, opening: number, postings: readonly Moved[]): Row {
  const sign = grownByCredits.has(account.type) ? -1 : 1;
  let balance = sign * opening;
  let sum = 0;
  const rows: Row[] = opening === 0 ? [] : [{ ColData: summary('Beginning Balance', columns.length, balance).ColData, type: 'Data' }];
  for (const moved of [...postings].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const amount = sign * moved.cents;
    balance += amount;
    sum += amount;
    rows.push({ ColData: [{ value: moved.date }, ...documentCells(company, moved.source), splitCell(company, moved), { value: printed(amount) }, { value: printed(balance) }], type: 'Data' });
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

/** The counterpart: the account when the other lines are of one, `-Split-` when they are of several. */
function splitCell(company: CompanyState, { source, account }: Moved): Cell {
  const lines = company.journal.entries.get(source)?.lines ?? [];
  const others = new Set(lines.map((line) => line.account).filter((other) => other !== account));
  if (others.size === 0) return { value: '' };
  // Every line of a document with one counterpart names it: an invoice's income lines all say "Accounts Receivable (A/R)".
  const first = lines[0]!.account;
  const counterpart = others.size === 1 ? [...others][0]! : first === account ? undefined : first;
  return counterpart === undefined ? { value: '-Split-' } : { value: String(company.get('Account', counterpart)?.FullyQualifiedName ?? ''), id: counterpart };
}

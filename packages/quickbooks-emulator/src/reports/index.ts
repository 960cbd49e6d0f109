import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { profitAndLoss } from './profit-and-loss.js';
import { agedReceivableDetail, customerBalanceDetail } from './receivables.js';
import type { Report } from './report.js';
import { transactionList } from './transaction-list.js';

const reports: Readonly<Record<string, (company: CompanyState, params: URLSearchParams) => Report>> = {
  customerbalancedetail: customerBalanceDetail,
  agedreceivabledetail: agedReceivableDetail,
  transactionlist: transactionList,
  profitandloss: profitAndLoss,
};

/** A report by its name in the address, from the company's books. An unknown one is 5020 (alexph-dev/qbo-cli). */
export function runReport(company: CompanyState, name: string, params: URLSearchParams): Report {
  const run = Object.hasOwn(reports, name.toLowerCase()) ? reports[name.toLowerCase()] : undefined;
  if (!run) throw fault('5020', `Permission Denied Error : Permission Denied: ${name}`, 'ReportName');
  return run(company, params);
}

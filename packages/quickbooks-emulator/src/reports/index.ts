import type { CompanyState } from '../kernel/company-state.js';
import { fault } from '../protocol/fault.js';
import { balanceSheet } from './balance-sheet.js';
import { generalLedger } from './general-ledger.js';
import { agedDetail, balanceDetail } from './open-item-details.js';
import { agedSummary, balanceSummary } from './open-item-summaries.js';
import { profitAndLoss } from './profit-and-loss.js';
import type { Report } from './report.js';
import { transactionList } from './transaction-list.js';
import { trialBalance } from './trial-balance.js';

type Run = (company: CompanyState, params: URLSearchParams) => Report;

const reports: Readonly<Record<string, Run>> = {
  agedpayabledetail: agedDetail.bind(undefined, 'Vendor'),
  agedpayables: agedSummary.bind(undefined, 'Vendor'),
  agedreceivabledetail: agedDetail.bind(undefined, 'Customer'),
  agedreceivables: agedSummary.bind(undefined, 'Customer'),
  balancesheet: balanceSheet,
  customerbalance: balanceSummary.bind(undefined, 'Customer'),
  customerbalancedetail: balanceDetail.bind(undefined, 'Customer'),
  generalledger: generalLedger,
  profitandloss: profitAndLoss,
  transactionlist: transactionList,
  trialbalance: trialBalance,
  vendorbalance: balanceSummary.bind(undefined, 'Vendor'),
  vendorbalancedetail: balanceDetail.bind(undefined, 'Vendor'),
};

/** A report by its name in the address, from the company's books. An unknown one is 5020 (alexph-dev/qbo-cli). */
export function runReport(company: CompanyState, name: string, params: URLSearchParams): Report {
  const run = Object.hasOwn(reports, name.toLowerCase()) ? reports[name.toLowerCase()] : undefined;
  if (!run) throw fault('5020', `Permission Denied Error : Permission Denied: ${name}`, 'ReportName');
  return run(company, params);
}

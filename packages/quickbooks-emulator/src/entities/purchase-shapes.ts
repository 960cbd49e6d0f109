import { type Elements, any, choice, date, decimal, id, int, list, ref, shape, text } from '../kernel/elements.js';
import { customExtensions, emailAddress, itemLineDetail, lineEnd, lineStart, linkedTxn, markupInfo, transaction, txnTaxDetail } from './shapes.js';

/** Lines of bills, vendor credits and expenses (XSD Line; only the details a purchase may carry). */
const expenseLineMembers: Elements = {
  ...lineStart,
  DetailType: choice(['AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail', 'DescriptionOnly']),
  ItemBasedExpenseLineDetail: shape('ItemBasedExpenseLineDetail', {
    ...itemLineDetail,
    CustomerRef: ref('Customer'),
    BillableStatus: choice(['Billable', 'NotBillable', 'HasBeenBilled']),
    TaxInclusiveAmt: decimal(),
    ItemBasedExpenseLineDetailEx: any(),
  }),
  AccountBasedExpenseLineDetail: shape('AccountBasedExpenseLineDetail', {
    CustomerRef: ref('Customer'),
    ClassRef: ref('Class'),
    AccountRef: ref('Account'),
    BillableStatus: choice(['Billable', 'NotBillable', 'HasBeenBilled']),
    MarkupInfo: markupInfo,
    TaxAmount: decimal(),
    TaxCodeRef: ref(),
    TaxInclusiveAmt: decimal(),
    AccountBasedExpenseLineDetailEx: any(),
  }),
  DescriptionLineDetail: shape('DescriptionLineDetail', { ServiceDate: date(), TaxCodeRef: ref() }),
  ...lineEnd,
};

export const globalTax = choice(['TaxExcluded', 'TaxInclusive', 'NotApplicable']);

/** A transaction with expense lines (XSD Transaction as Bill, VendorCredit and Purchase use it). */
export const expenseTransaction: Elements = { ...transaction, Line: list(shape('Line', expenseLineMembers)), TxnTaxDetail: txnTaxDetail };

/** Base of Bill and VendorCredit (XSD PurchaseByVendor) on top of Transaction. */
export const purchaseByVendor: Elements = {
  ...expenseTransaction,
  VendorRef: ref('Vendor'),
  APAccountRef: ref('Account'),
  TotalAmt: decimal({ readOnly: true }),
  BillEmail: emailAddress,
  ReplyEmail: emailAddress,
  Memo: text(4000),
  GlobalTaxCalculation: globalTax,
};

/** Lines that settle other transactions: amount and link, no detail (recorded: NG:payments, NG:bill-payments). */
export const settlingLine = list(
  shape('Line', {
    Id: id(),
    LineNum: int(),
    Description: text(4000),
    Amount: decimal(),
    LinkedTxn: list(linkedTxn),
    DetailType: text(),
    PaymentLineDetail: any(),
    LineEx: any({ readOnly: true }),
    CustomExtensions: customExtensions,
  }),
);

/** A paper check (XSD CheckPayment). */
export const checkPayment = shape('CheckPayment', { CheckNum: text(), Status: text(), NameOnAcct: text(), AcctNum: text(), BankName: text(), CheckPaymentEx: any() });

/** A card charge (XSD CreditCardPayment). */
export const creditCardPayment = shape('CreditCardPayment', { CreditChargeInfo: any(), CreditChargeResponse: any() });

/** A billable category of the firm and what QuickBooks sells it as. */
export interface DemoCategory {
  code: string;
  name: string;
  rate: string | null;
  isTaxable: boolean;
  /** Where work is not billed at all. */
  isBillable: boolean;
  types: readonly { code: string; name: string; rate: string | null }[];
}

export const demoCategories: readonly DemoCategory[] = [
  category("TAX-PREP", "Tax preparation", "180.00", [["TAX-1040", "Individual return", "165.00"], ["TAX-1120", "Corporate return", "210.00"], ["TAX-AMEND", "Amended return", null]]),
  category("TAX-ADV", "Tax advisory", "240.00", [["TAX-PLAN", "Tax planning", "260.00"], ["TAX-NOTICE", "Notice response", null]]),
  category("BOOK", "Bookkeeping", "95.00", [["BOOK-MTH", "Monthly close", null], ["BOOK-CLEAN", "Clean-up", "110.00"]]),
  category("PAYR", "Payroll", "90.00", [["PAYR-RUN", "Payroll run", null], ["PAYR-YE", "Year-end forms", null]]),
  category("AUD", "Audit and review", "220.00", [["AUD-REV", "Review", null], ["AUD-COMP", "Compilation", "190.00"]]),
  category("CFO", "Outsourced CFO", "275.00", [["CFO-FCST", "Forecast", null], ["CFO-BOARD", "Board pack", null]]),
  category("CONS", "Consulting", "230.00", [["CONS-SYS", "Systems", null], ["CONS-VAL", "Valuation", "300.00"]]),
  category("EST", "Estate planning", "250.00", [["EST-TRUST", "Trust return", null]]),
  category("NPO", "Nonprofit services", "150.00", [["NPO-990", "Form 990", null]]),
  { ...category("SOFT", "Software set-up", "140.00", [["SOFT-TRAIN", "Training", null]]), isTaxable: true },
  { ...category("PRINT", "Printing and binding", "60.00", [["PRINT-BIND", "Bound reports", null]]), isTaxable: true },
  { ...category("ADMIN", "Internal administration", null, [["ADMIN-MEET", "Staff meeting", null], ["ADMIN-CPE", "Training of our own", null]]), isBillable: false },
];

function category(code: string, name: string, rate: string | null, types: readonly [string, string, string | null][]): DemoCategory {
  return { code, name, rate, isTaxable: false, isBillable: true, types: types.map(([typeCode, typeName, typeRate]) => ({ code: typeCode, name: typeName, rate: typeRate })) };
}

/** A service of the firm's QuickBooks company. */
export interface DemoItem {
  id: string;
  name: string;
  parentId?: string;
  type: "Service" | "Category";
  isActive: boolean;
}

/**
 * What the company sells. Planted: two services named "Consulting" under two parents, one that was made inactive though the firm
 * still bills it, names that are near but not equal to ours, and no service at all for estate planning.
 */
export const demoItems: readonly DemoItem[] = [
  item("101", "Tax preparation"),
  item("102", "Tax advisory services"),
  item("103", "Bookkeeping"),
  item("104", "Payroll"),
  item("105", "Audit & review"),
  item("106", "Outsourced CFO"),
  { ...item("107", "Advisory"), type: "Category" },
  { ...item("108", "Consulting"), parentId: "107" },
  { ...item("109", "Projects"), type: "Category" },
  { ...item("110", "Consulting"), parentId: "109" },
  { ...item("111", "Nonprofit services"), isActive: false },
  item("112", "Software setup"),
  item("113", "Printing and binding"),
  item("114", "Other fees"),
];

function item(id: string, name: string): DemoItem {
  return { id, name, type: "Service", isActive: true };
}

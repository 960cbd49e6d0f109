import type { WireRecord } from '../../kernel/company.js';

/** Employees 54 and 55; they carry no currency and no balance (recorded rows). The hire date is assumed. */
export const sandboxEmployees: readonly WireRecord[] = [
  {
    Id: '54',
    SyncToken: '1',
    BillableTime: false,
    HiredDate: '2025-01-06',
    GivenName: 'John',
    FamilyName: 'Johnson',
    DisplayName: 'John Johnson',
    PrintOnCheckName: 'John Johnson',
    Active: true,
    PrimaryPhone: { FreeFormNumber: '(540) 555-9645' },
  },
  {
    Id: '55',
    BillableTime: false,
    GivenName: 'Emily',
    FamilyName: 'Platt',
    DisplayName: 'Emily Platt',
    PrintOnCheckName: 'Emily Platt',
    Active: true,
  },
];

type TimeFact = {
  id: string;
  date: string;
  employee: readonly [id: string, name: string];
  customer: readonly [id: string, name: string];
  item: readonly [id: string, name: string];
  status: 'Billable' | 'NotBillable' | 'HasBeenBilled';
  rate: number;
  hours: number;
  minutes: number;
  taxable?: boolean;
  text: string;
  /** Id of the hidden charge a billable activity has among the transactions. */
  charge?: number;
};

const john = ['54', 'John Johnson'] as const;
const emily = ['55', 'Emily Platt'] as const;

const facts: readonly TimeFact[] = [
  { id: '1', date: '2026-04-05', employee: emily, customer: ['17', 'Mark Cho'], item: ['2', 'Hours'], status: 'NotBillable', rate: 0, hours: 4, minutes: 45, text: 'Designed Garden.  Poured Concrete Foundation' },
  { id: '2', date: '2026-04-05', employee: john, customer: ['1', "Amy's Bird Sanctuary"], item: ['2', 'Hours'], status: 'NotBillable', rate: 0, hours: 4, minutes: 0, text: 'Gardening' },
  { id: '3', date: '2026-04-06', employee: john, customer: ['1', "Amy's Bird Sanctuary"], item: ['4', 'Design'], status: 'Billable', rate: 75, hours: 5, minutes: 0, text: 'Custom Design', charge: 52 },
  { id: '4', date: '2026-04-06', employee: emily, customer: ['21', 'Rondonuwu Fruit and Vegi'], item: ['18', 'Trimming'], status: 'HasBeenBilled', rate: 15, hours: 2, minutes: 0, text: 'Tree and Shrub Trimming', charge: 53 },
  { id: '5', date: '2026-04-06', employee: emily, customer: ['21', 'Rondonuwu Fruit and Vegi'], item: ['8', 'Lighting'], status: 'HasBeenBilled', rate: 15, hours: 3, minutes: 0, taxable: true, text: 'Garden Lighting', charge: 54 },
];

/** Time activities 1-5 in the shape recorded in December 2025 (minor version 75): 4 and 5 are billed by invoice 106. */
export const sandboxTimeActivities: readonly WireRecord[] = facts.map(
  ({ id, date, employee, customer, item, status, rate, hours, minutes, taxable, text, charge }) => ({
    Id: id,
    TxnDate: date,
    NameOf: 'Employee',
    EmployeeRef: { value: employee[0], name: employee[1] },
    CustomerRef: { value: customer[0], name: customer[1] },
    ItemRef: { value: item[0], name: item[1] },
    ...(charge === undefined ? {} : { TimeChargeId: charge }),
    BillableStatus: status,
    Taxable: taxable ?? false,
    HourlyRate: rate,
    CostRate: 0,
    Hours: hours,
    Minutes: minutes,
    Seconds: 0,
    Description: text,
  }),
);

/** One person of the invented firm. */
export interface DemoStaff {
  firstName: string;
  lastName: string;
  email: string;
  /** Dollars an hour; null for those who bill at the category's rate. */
  rate: string | null;
  /** What an hour costs in QuickBooks, where it is another rate. */
  rateInQuickBooks: string | null;
  /** How QuickBooks knows them: contractors are vendors, and one person is not there yet. */
  inQuickBooks: "employee" | "vendor" | "nobody" | "other-email";
}

const people: readonly [string, string, string | null, DemoStaff["inQuickBooks"]][] = [
  ["Paula", "Whitfield", "285.00", "employee"],
  ["Marcus", "Adeyemi", "265.00", "employee"],
  ["Ingrid", "Solheim", "240.00", "employee"],
  ["Tomas", "Reyes", "210.00", "employee"],
  ["Harriet", "Cho", "195.00", "employee"],
  ["Dev", "Raman", "185.00", "employee"],
  ["Lucia", "Ferrante", "175.00", "employee"],
  ["Owen", "Gallagher", "165.00", "employee"],
  ["Naomi", "Okafor", "155.00", "employee"],
  ["Sven", "Lindqvist", "150.00", "employee"],
  ["Priya", "Nair", "145.00", "employee"],
  ["Caleb", "Thornton", null, "employee"],
  ["Mei", "Tanaka", null, "employee"],
  ["Jonah", "Abrams", "120.00", "employee"],
  ["Sia", "Koroma", "110.00", "employee"],
  ["Elena", "Voss", "95.00", "vendor"],
  ["Ravi", "Menon", "90.00", "other-email"],
  ["Tess", "Hollander", null, "nobody"],
];

/** The rate of last year, left standing in QuickBooks. */
const otherRate = { lastName: "Okafor", rate: "150.00" };

/** 18 people: partners first, then managers, staff and a contractor. */
export const demoStaff: readonly DemoStaff[] = people.map(([firstName, lastName, rate, inQuickBooks]) => ({
  firstName,
  lastName,
  email: `${firstName}.${lastName}@larkspur.example`.toLowerCase(),
  rate,
  rateInQuickBooks: lastName === otherRate.lastName ? otherRate.rate : null,
  inQuickBooks,
}));

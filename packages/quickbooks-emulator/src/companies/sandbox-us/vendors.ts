import type { VendorFact } from '../names.js';

const email = (local: string) => `${local}@craigs-sample.example`;
const firm = (id: string, name: string): VendorFact => ({ id, name, company: name });

/**
 * Vendors 30-53, 56 and 57 of the sample company: one with 1099 (31), three with terms (32, 45, 47), two with a bill rate
 * (32, 40), an account number of 21 digits (45), two mailboxes in one address field (45). Balances are the open bills at
 * the start. E-mail and web addresses are ours, under the reserved `.example`.
 */
export const sandboxVendors: readonly VendorFact[] = [
  { ...firm('30', 'Books by Bessie'), given: 'Bessie', family: 'Williams', phone: '(650) 555-7745', email: email('books'), web: 'http://booksbybessie.example', accountNumber: '1345', address: ['31', '15 Main St.', 'Palo Alto', 'CA', '94303'] },
  { ...firm('31', 'Brosnahan Insurance Agency'), given: 'Nick', family: 'Brosnahan', phone: '(650) 555-9912', mobile: '(650) 555-9874', fax: '(555) 123-4567', web: 'http://brosnahaninsurance.example', accountNumber: '7653412', is1099: true, balance: 241.23, address: ['32', 'P.O. Box 5', 'Middlefield', 'CA', '94482'] },
  { ...firm('32', 'Cal Telephone'), phone: '(650) 555-1616', termId: '1', billRate: 25, address: ['33', '10 Main St.', 'Palo Alto', 'CA', '94303'] },
  firm('33', "Chin's Gas and Oil"),
  { ...firm('34', 'Cigna Health Care'), phone: '(520) 555-9874', accountNumber: '123456789' },
  { ...firm('35', 'Computers by Jenni'), given: 'Jenni', family: 'Winslow', phone: '(650) 555-8721', mobile: '(650) 111-5648', fax: '(650) 999-2663', email: email('msfixit'), address: ['34', '1515 Main St.', 'Middlefield', 'CA', '94482'] },
  { ...firm('36', "Diego's Road Warrior Bodyshop"), balance: 755 },
  firm('37', 'EDD'),
  { ...firm('38', 'Ellis Equipment Rental'), title: 'Ms.', given: 'Julie', middle: 'I.', family: 'Ellis', phone: '(650) 555-3333', mobile: '(650) 445-3333', email: email('rental'), web: 'http://rental.example', accountNumber: '39765', address: ['35', '45896 Main St.', 'Middlefield', 'CA', '94303'] },
  firm('39', 'Fidelity'),
  { ...firm('40', 'Hall Properties'), given: 'Melanie', family: 'Hall', phone: '(973) 555-3827', mobile: '(973) 888-6222', web: 'http://hallproperties.example', accountNumber: '55642', billRate: 18, address: ['36', 'P.O.Box 357', 'South Orange', 'NJ', '07079'] },
  { ...firm('41', 'Hicks Hardware'), given: 'Geoff', family: 'Hicks', phone: '(650) 554-1973', mobile: '(650) 445-6666', web: 'http://hickshardware.example', accountNumber: '556223', address: ['37', '42 Main St.', 'Middlefield', 'CA', '94303'] },
  { ...firm('42', 'Lee Advertising'), title: 'Mrs.', given: 'Laurel', middle: 'J.', family: 'Lee', phone: '(650) 554-4622', accountNumber: '776543', address: ['38', '53 Main St.', 'Middlefield', 'CA', '94303'] },
  firm('43', 'Mahoney Mugs'),
  firm('44', 'Met Life Dental'),
  { ...firm('45', 'National Eye Care'), phone: '(800) 555-5555', fax: '(800) 666-6666', email: `${email('nateyecare')}, ${email('billing')}`, web: 'http://nateyecare.example', accountNumber: '164978565103482659421', termId: '3', address: ['39', '123 Anywhere Ave', 'Tucson', 'AZ', '85704'] },
  { ...firm('46', 'Norton Lumber and Building Materials'), given: 'Julie', family: 'Norton', phone: '(650) 363-6578', email: email('materials'), accountNumber: '32980256', balance: 205, address: ['40', '4528 Country Road', 'Middlefield', 'CA', '94303'] },
  { id: '47', name: 'Pam Seitz', given: 'Pam', family: 'Seitz', company: 'Pam Seitz, CPA', phone: '(650) 557-8855', mobile: '(650) 888-4446', fax: '(556) 454-5555', email: email('seitzcpa'), web: 'http://seitzcpas.example', accountNumber: '64132549', termId: '1', address: ['41', 'P.O. Box 15', 'Bayshore', 'CA', '94326'] },
  { ...firm('48', 'PG&E'), phone: '(888) 555-9465', email: email('utilities'), accountNumber: '00649587213', balance: 86.44, address: ['42', '4 Main St.', 'Palo Alto', 'CA', '94303'] },
  { ...firm('49', 'Robertson & Associates'), given: 'Jenny', family: 'Robertson', phone: '(650) 557-1111', accountNumber: '000005641', balance: 315, address: ['43', 'P.O. Box 147', 'Bayshore', 'CA', '94326'] },
  { ...firm('50', "Tania's Nursery"), given: 'Tania', family: 'Kronberg', phone: '(886) 554-2265', email: email('plantqueen'), accountNumber: '2154', address: ['44', '1111 Elm St.', 'Middlefield', 'CA', '94482'] },
  { ...firm('51', 'Tim Philip Masonry'), given: 'Tim', family: 'Philip', phone: '(800) 556-1254', mobile: '(650) 555-1549', email: email('tim.philip'), web: 'http://bricksbytim4less.example', accountNumber: '0078965', address: ['45', '3948 Elm St.', 'Middlefield', 'CA', '94482'] },
  { id: '52', name: 'Tony Rondonuwu', title: 'Mr.', given: 'Tony', middle: 'L', family: 'Rondonuwu', suffix: 'Jr.', email: email('tonyrjr') },
  { id: '53', name: 'United States Treasury', phone: '(888) 555-6454', email: email('treasury'), web: 'http://ustreasury.example', accountNumber: '00000111546', address: ['46', '5568 Capital Drive', 'Tucson', 'AZ', '85718'] },
  { id: '56', name: "Bob's Burger Joint" },
  { id: '57', name: 'Squeaky Kleen Car Wash' },
];

import type { AddressFact, CustomerFact } from '../names.js';

const freemanReach = {
  company: 'Freeman Sporting Goods',
  mobile: '(973) 555-8849',
  fax: '(520) 555-7894',
  email: 'sporting_goods@craigs-sample.example',
  web: 'http://sportinggoods.craigs-sample.example',
} as const;

const freemanAddress = (id: string): AddressFact => [id, '370 Easy St.', 'Middlefield', 'CA', '94482'];
const email = (local: string) => `${local}@craigs-sample.example`;

/**
 * Customers 1-29 of the sample company with their ids, contacts and addresses: one parent with two jobs (7), one with
 * one (22), two in Arizona, two in New Jersey, one without an address (6), two firms that share a mailbox (16, 20).
 * E-mail and web addresses are ours, under the reserved `.example`: whatever is ever sent from this data reaches nobody.
 */
export const sandboxCustomers: readonly CustomerFact[] = [
  { id: '1', name: "Amy's Bird Sanctuary", given: 'Amy', family: 'Lauterbach', company: "Amy's Bird Sanctuary", phone: '(650) 555-3311', email: email('birds'), taxable: true, address: ['2', '4581 Finch St.', 'Bayshore', 'CA', '94326'], shipsToBilling: true },
  { id: '2', name: "Bill's Windsurf Shop", given: 'Bill', family: 'Lucchini', company: "Bill's Windsurf Shop", phone: '(415) 444-6538', email: email('surf'), address: ['3', '12 Ocean Dr.', 'Half Moon Bay', 'CA', '94213'] },
  { id: '3', name: 'Cool Cars', given: 'Grace', family: 'Pariente', company: 'Cool Cars', phone: '(415) 555-9933', email: email('cool_cars'), address: ['4', '65 Ocean Dr.', 'Half Moon Bay', 'CA', '94213'] },
  { id: '4', name: 'Diego Rodriguez', given: 'Diego', family: 'Rodriguez', phone: '(650) 555-4477', email: email('diego'), address: ['5', '321 Channing', 'Palo Alto', 'CA', '94303'] },
  { id: '5', name: 'Dukes Basketball Camp', given: 'Peter', family: 'Dukes', company: 'Dukes Basketball Camp', phone: '(520) 420-5638', email: email('dukes_bball'), taxable: true, address: ['6', '25 Court St.', 'Tucson', 'AZ', '85719'], shipsToBilling: true },
  { id: '6', name: 'Dylan Sollfrank', given: 'Dylan', family: 'Sollfrank' },
  { id: '7', name: 'Freeman Sporting Goods', given: 'Kirby', family: 'Freeman', ...freemanReach, phone: '(650) 555-0987', address: freemanAddress('7'), shipsToBilling: true },
  { id: '8', name: '0969 Ocean View Road', parent: '7', given: 'Sasha', family: 'Tillou', ...freemanReach, phone: '(415) 555-9933', address: freemanAddress('8'), shipsToBilling: true },
  { id: '9', name: '55 Twin Lane', parent: '7', given: 'Amelia', ...freemanReach, phone: '(650) 555-0987', address: freemanAddress('9'), shipsToBilling: true },
  { id: '10', name: 'Geeta Kalapatapu', given: 'Geeta', family: 'Kalapatapu', phone: '(650) 555-0022', email: email('geeta'), address: ['10', '1987 Main St.', 'Middlefield', 'CA', '94303'], shipsToBilling: true },
  { id: '11', name: 'Gevelber Photography', given: 'Lisa', family: 'Gevelber', company: 'Gevelber Photography', phone: '(415) 222-4345', email: email('photography'), web: 'http://gevelberphotography.example', address: ['11', '1045 Main St.', 'Half Moon Bay', 'CA', '94213'], shipsToBilling: true },
  { id: '12', name: "Jeff's Jalopies", given: 'Jeff', family: 'Chin', company: "Jeff's Jalopies", phone: '(650) 555-8989', email: email('jalopies'), address: ['12', '12 Willow Rd.', 'Menlo Park', 'CA', '94305'], shipsToBilling: true },
  { id: '13', name: 'John Melton', given: 'John', family: 'Melton', phone: '(650) 555-5879', email: email('john'), address: ['13', '85 Pine St.', 'Menlo Park', 'CA', '94304'], shipsToBilling: true },
  { id: '14', name: 'Kate Whelan', given: 'Kate', family: 'Whelan', phone: '(650) 554-8822', email: email('kate'), address: ['14', '45 First St.', 'Menlo Park', 'CA', '94304'], shipsToBilling: true },
  { id: '15', name: "Pye's Cakes", given: 'Karen', family: 'Pye', company: "Pye's Cakes", phone: '(973) 555-4652', mobile: '(973) 555-2234', email: email('pyescakes'), web: 'http://pyescakes.example', address: ['15', '350 Mountain View Dr.', 'South Orange', 'NJ', '07079'], shipsToBilling: true },
  { id: '16', name: 'Kookies by Kathy', given: 'Kathy', family: 'Kuplis', company: 'Kookies by Kathy', phone: '(650) 555-7896', email: email('samplecompany'), address: ['16', '789 Sugar Lane', 'Middlefield', 'CA', '94303'] },
  { id: '17', name: 'Mark Cho', given: 'Mark', family: 'Cho', phone: '(650) 554-1479', email: email('mark'), address: ['17', '36 Willow Rd', 'Menlo Park', 'CA', '94304'], shipsToBilling: true },
  { id: '18', name: 'Paulsen Medical Supplies', given: 'Kathy', family: 'Paulsen', company: 'Paulsen Medical Supplies', phone: '(650) 557-4569', email: email('medical'), address: ['18', '900 Main St.', 'Middlefield', 'CA', '94303'], shipsToBilling: true },
  { id: '19', name: 'Rago Travel Agency', given: 'Jeff', family: 'Rago', company: 'Rago Travel Agency', phone: '(650) 555-1596', email: email('rago_travel'), address: ['20', '753 Cedar St.', 'Bayshore', 'CA', '94326'], shipsToBilling: true },
  { id: '20', name: 'Red Rock Diner', given: 'Stephanie', family: 'Martini', company: 'Red Rock Diner', phone: '(650) 555-4973', email: email('samplecompany'), address: ['21', '500 Red Rock Rd.', 'Bayshore', 'CA', '94326'], shipsToBilling: true },
  { id: '21', name: 'Rondonuwu Fruit and Vegi', given: 'Rondonuwu', middle: 'Fruit', family: 'and Vegi', phone: '(650) 555-2645', email: email('tony'), address: ['22', '847 California Ave.', 'San Jose', 'CA', '95021'], shipsToBilling: true },
  { id: '22', name: 'Shara Barnett', given: 'Shara', family: 'Barnett', phone: '(650) 555-4563', email: email('shara'), address: ['23', '77 University', 'Palo Alto', 'CA', '94303'], shipsToBilling: true },
  { id: '23', name: 'Barnett Design', parent: '22', given: 'Shara', family: 'Barnett', company: 'Barnett Design', phone: '(650) 557-1289', email: email('design'), address: ['24', '19 Main St.', 'Middlefield', 'CA', '94303'], shipsToBilling: true },
  { id: '24', name: 'Sonnenschein Family Store', given: 'Russ', family: 'Sonnenschein', company: 'Sonnenschein Family Store', phone: '(650) 557-8463', email: email('familystore'), address: ['25', '5647 Cypress Hill Ave.', 'Middlefield', 'CA', '94303'], shipsToBilling: true },
  { id: '25', name: 'Sushi by Katsuyuki', given: 'Katsuyuki', family: 'Yanagawa', company: 'Sushi by Katsuyuki', phone: '(505) 570-0147', email: email('sushi'), address: ['26', '898 Elm St.', 'Maplewood', 'NJ', '07040'], shipsToBilling: true },
  { id: '26', name: 'Travis Waldron', given: 'Travis', family: 'Waldron', phone: '(650) 557-9977', email: email('travis'), address: ['27', '78 First St.', 'Menlo Park', 'CA', '94304'], shipsToBilling: true },
  { id: '27', name: 'Video Games by Dan', given: 'Dan', family: 'Wilks', company: 'Video Games by Dan', phone: '(650) 555-3456', email: email('videogames'), address: ['28', '202 Main St.', 'Tucson', 'AZ', '85704'], shipsToBilling: true },
  { id: '28', name: 'Wedding Planning by Whitney', given: 'Whitney', family: 'Brewer', company: 'Wedding Planning by Whitney', phone: '(650) 557-2473', email: email('dream_wedding'), web: 'http://dreamwedding.example', address: ['29', '135 Broadway', 'Menlo Park', 'CA', '94304'], shipsToBilling: true },
  { id: '29', name: 'Weiskopf Consulting', given: 'Nicola', family: 'Weiskopf', company: 'Weiskopf Consulting', phone: '(650) 555-1423', email: email('consulting'), address: ['30', '45612 Main St.', 'Bayshore', 'CA', '94326'], shipsToBilling: true },
];

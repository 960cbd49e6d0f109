import { seededRandom, type Random } from "./random.js";

/** A client of the invented firm, in the words of the client operations. */
export interface DemoClient {
  kind: "individual" | "couple" | "business";
  firstName: string | null;
  lastName: string | null;
  suffix: string | null;
  partnerFirstName: string | null;
  partnerLastName: string | null;
  businessName: string | null;
  email: string;
  phone: string;
  line1: string;
  city: string;
  /** One client has none: the planted fault. */
  state: string | null;
  postalCode: string;
  /** Names of places under the client. */
  sites: readonly string[];
}

const first = ["Amelia", "Bruno", "Celeste", "Dorian", "Edith", "Felix", "Greta", "Hugo", "Iris", "Jasper", "Katya", "Leopold", "Mabel", "Nestor", "Opal", "Percy", "Quinn", "Rosalind", "Silas", "Thea", "Ulric", "Vera", "Wendell", "Xenia", "Yusuf", "Zelda", "Anton", "Beatrix", "Cyrus", "Delia"];
const last = ["Ashdown", "Brightwater", "Calloway", "Dunmore", "Everhart", "Fairbanks", "Goldwyn", "Hathaway", "Ironside", "Jessup", "Kingsley", "Lockhart", "Merriweather", "Northcott", "Oakley", "Pemberton", "Quimby", "Ravenscroft", "Stonebridge", "Thistlewood", "Underhill", "Vandermeer", "Winterbourne", "Yarrow", "Zimmer", "O'Malley", "Núñez", "Müller", "Saint-Clair", "de la Cruz"];
const trade = ["Bakery", "Dental Group", "Landscaping", "Architects", "Veterinary Clinic", "Coffee Roasters", "Auto Repair", "Pediatrics", "Construction", "Design Studio", "Fitness", "Nursery", "Robotics", "Vineyards", "Foods"];
const form = ["LLC", "Inc.", "LLP", "Co.", ""];
const place = [["Denver", "CO", "80202"], ["Boulder", "CO", "80301"], ["Fort Collins", "CO", "80521"], ["Cheyenne", "WY", "82001"], ["Omaha", "NE", "68102"], ["Salt Lake City", "UT", "84101"], ["Santa Fe", "NM", "87501"]] as const;
const street = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Grove", "Hazel"];

const total = 240;
const couples = 50;
const businesses = 80;

/** 240 clients: 110 people, 50 couples (every third with two surnames), 80 businesses; always the same, no two alike. */
export function demoClients(): DemoClient[] {
  const random = seededRandom(20_260_101);
  const taken = new Set<string>();
  const clients: DemoClient[] = [];
  while (clients.length < total) {
    const index = clients.length;
    const kind = index < businesses ? "business" : index < businesses + couples ? "couple" : "individual";
    const client = aClient(kind, index, random);
    const key = JSON.stringify([client.businessName?.split(" ").slice(0, 2), client.lastName, client.firstName]);
    if (taken.has(key)) continue;
    taken.add(key);
    clients.push(client);
  }
  const stateless = clients[200];
  if (stateless) stateless.state = null;
  return clients;
}

function aClient(kind: DemoClient["kind"], index: number, random: Random): DemoClient {
  const lastName = random.pick(last);
  const firstName = random.pick(first);
  const [city, state, postalCode] = random.pick(place);
  const businessName = kind === "business" ? `${lastName} ${random.pick(trade)} ${random.pick(form)}`.trim() : null;
  const mailbox = (businessName ?? `${firstName} ${lastName}`).normalize("NFKD").toLowerCase().replace(/[^a-z0-9 ]/g, "").trim().replace(/ +/g, ".");
  return {
    kind,
    firstName: kind === "business" ? null : firstName,
    lastName: kind === "business" ? null : lastName,
    suffix: kind === "individual" && index % 29 === 0 ? "Jr." : null,
    partnerFirstName: kind === "couple" ? random.pick(first.filter((name) => name !== firstName)) : null,
    partnerLastName: kind === "couple" && index % 3 === 0 ? random.pick(last.filter((name) => name !== lastName)) : null,
    businessName,
    email: `${mailbox}@client.example`,
    phone: `(303) 555-0${String(100 + index)}`,
    line1: `${100 + random.whole(900)} ${random.pick(street)} Street`,
    city,
    state,
    postalCode,
    sites: kind === "business" && index % 10 === 0 ? ["Main office", "Warehouse"] : [],
  };
}

import { describe, expect, test } from "vitest";
import { readAll } from "../read-all.fixture.js";

const header = "Name,Company,Email,Phone,Mobile,Fax,Website,Street,City,State,ZIP,Country,Parent,Currency,Opening Balance";
const clientFile = (changes: Record<string, string>) =>
  `${header}\n${header.split(",").map((name) => `"${({ Name: "Nordlicht KG", ...changes } as Record<string, string>)[name]?.replaceAll('"', '""') ?? ""}"`).join(",")}\n`;

describe("a client of a QuickBooks customer spreadsheet", () => {
  test("is read with everything but its balance", async () => {
    const { rows } = await readAll(
      clientFile({ Company: "Nordlicht", Email: "post@nordlicht.test", Phone: "+49 431 1234", Website: "nordlicht.test/kiel", Street: "Hafen 1\nHof", City: "Kiel", State: "SH", ZIP: '="02134"', Country: "Germany", Parent: "Nordlicht Holding", Currency: "EUR", "Opening Balance": "1.000,00" }),
    );
    expect(rows).toEqual([
      {
        kind: "client",
        line: 2,
        source: "quickbooks",
        name: "Nordlicht KG",
        company: "Nordlicht",
        email: "post@nordlicht.test",
        phone: "+49 431 1234",
        website: "nordlicht.test/kiel",
        address: { street: "Hafen 1\nHof", city: "Kiel", state: "SH", zip: "02134", country: "Germany" },
        parent: "Nordlicht Holding",
        currency: "EUR",
        fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  test.each([
    ["Name", "n".repeat(101), "name"],
    ["Name", "Holding: Kiel", "name"],
    ["Name", "two\nlines", "name"],
    ["Name", "a\tb", "name"],
    ["Name", "=1+1", "formula"],
    ["Parent", "A:B", "name"],
    ["Company", "c".repeat(51), "too-long"],
    ["Email", `${"e".repeat(95)}@x.test`, "too-long"],
    ["Email", "post at nordlicht.test", "email"],
    ["Email", "post@nordlicht", "email"],
    ["Email", "a@x.test, b@x.test", "email"],
    ["Phone", "1".repeat(22), "too-long"],
    ["Mobile", "1".repeat(22), "too-long"],
    ["City", "c".repeat(256), "too-long"],
    ["ZIP", "1".repeat(31), "too-long"],
    ["Website", "see our page", "website"],
    ["Currency", "Euros", "currency"],
  ])("%s %j is refused: %s", async (field, value, code) => {
    const { refused } = await readAll(clientFile({ [field]: value }));
    expect(refused[0]?.reasons).toMatchObject([{ field: field.toLowerCase(), code }]);
  });

  test("the colon rule is explained with the way out", async () => {
    const { refused } = await readAll(clientFile({ Name: "Nordlicht:Kiel" }));
    expect(refused[0]?.reasons[0]?.message).toBe(
      'The business name "Nordlicht:Kiel" cannot contain a colon, a tab or a line break. QuickBooks writes a site as "Client:Site": use a dash instead, or add the second part as a site.',
    );
  });

  test.each([
    ["Name", "n".repeat(100)],
    ["Name", "O'Brien & \"Sons\""],
    ["Name", "😀".repeat(100)],
    ["Company", "c".repeat(50)],
    ["Phone", "1".repeat(21)],
    ["Website", "https://nordlicht.test:8080/a?b=c"],
  ])("%s %j is accepted", async (field, value) => {
    expect((await readAll(clientFile({ [field]: value }))).refused).toEqual([]);
  });

  test("is the same client after a new phone number, another one with another e-mail", async () => {
    const print = async (changes: Record<string, string>) => (await readAll(clientFile(changes))).clients[0]?.fingerprint;
    expect(await print({ Phone: "1" })).toBe(await print({ Phone: "2" }));
    expect(await print({ Email: "a@x.test" })).not.toBe(await print({ Email: "b@x.test" }));
    expect(await print({ Parent: "A" })).not.toBe(await print({ Parent: "B" }));
  });
});

describe("the name of a client without one", () => {
  test.each([
    ["Voss,Mara,Nordlicht", "Voss, Mara"],
    ["Voss,,Nordlicht", "Voss"],
    [",,Nordlicht", "Nordlicht"],
  ])("%s is %s", async (cells, name) => {
    const { clients } = await readAll(`last_name,first_name,company,email\n${cells},x@y.test\n`);
    expect(clients[0]?.name).toBe(name);
  });

  test("is asked for when nothing gives one", async () => {
    const { refused } = await readAll("last_name,first_name,company,email\n,,,x@y.test\n");
    expect(refused[0]?.reasons).toMatchObject([{ field: "name", code: "required" }]);
  });

  test("taken from a company keeps the colon rule", async () => {
    const { refused } = await readAll("last_name,first_name,company,email\n,,A: B,x@y.test\n");
    expect(refused[0]?.reasons).toMatchObject([{ field: "name", code: "name" }]);
  });
});

describe("Harvest's client export", () => {
  test("keeps quotes and backslashes, and the address in its lines", async () => {
    const { clients } = await readAll('Client Name,Address\n"\\\\ 🔥 ""A"" `\\","Hafen 1\nKiel"\n');
    expect(clients).toMatchObject([{ source: "harvest", name: '\\\\ 🔥 "A" `\\', address: { street: "Hafen 1\nKiel" } }]);
  });
});

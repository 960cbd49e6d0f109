import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntityDefinition } from '../entities/define-entity.js';
import { definitions } from '../entities/registry.js';
import type { WireObject, WireValue } from '../kernel/company.js';
import type { Element, Elements } from '../kernel/elements.js';
import { type Answer, connected, errorOf } from '../testing/client.js';
import { nonconforming } from '../testing/conformance.js';
import { namedScenarios } from '../companies/named-scenarios.js';

/** Cases tried in a normal run; `TIEOUT_FUZZ_RUNS=100000` tries more. */
const numRuns = Number(process.env.TIEOUT_FUZZ_RUNS ?? 2_000);

const strange = fc.oneof(
  fc.constantFrom<WireValue>(null, true, -1, 0, 1e308, '', ' ', '%', "'", '\\', '\u0000', '\ud800', '<a>&amp;</a>', '2026-02-30', '9999-99-99', '__proto__', 'x'.repeat(5_000), [], {}, [[]], [null], { value: null }, { value: 7 }, { value: 'no such' }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<WireValue>,
);

/** Mostly what the table says, sometimes anything at all. */
const member = (element: Element): fc.Arbitrary<WireValue> => fc.oneof({ weight: 30, arbitrary: fitting(element) }, { weight: 1, arbitrary: strange });

function fitting(element: Element): fc.Arbitrary<WireValue> {
  if (element.many) return fc.array(one(element), { maxLength: 3 });
  return one(element);
}

function one(element: Element): fc.Arbitrary<WireValue> {
  switch (element.kind) {
    case 'decimal':
      return fc.oneof(fc.integer({ min: -10, max: 1_000 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom('12.5', '1e5'));
    case 'int':
      return fc.oneof(fc.integer({ min: -5, max: 50 }), fc.integer());
    case 'boolean':
      return fc.constantFrom(true, false, 'true');
    case 'date':
      return fc.constantFrom('2026-03-01', '2026-12-31', '1900-01-01');
    case 'dateTime':
      return fc.constantFrom('2026-03-01T08:00:00-08:00', '2026-03-01T24:61:00Z');
    case 'ref':
      return fc.record({ value: fc.constantFrom('1', '2', '3', '4', '5', '6', '9', '35', 'TAX', 'NON', 'USD', '999') });
    case 'object':
      return body(element.members!, 4);
    case 'any':
      return fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<WireValue>;
    default:
      return element.values ? fc.constantFrom(...element.values) : fc.oneof(fc.constantFrom('1', '2', 'Invoice', 'Advisory', 'a@b.example'), fc.string({ maxLength: 30 }));
  }
}

/** Some members of a table, few enough that a request now and then is accepted. */
function body(elements: Elements, most: number): fc.Arbitrary<WireObject> {
  const names = Object.keys(elements);
  return fc.subarray(names, { maxLength: Math.min(most, names.length) }).chain((chosen) => fc.record(Object.fromEntries(chosen.map((name) => [name, member(elements[name]!)])))) as fc.Arbitrary<WireObject>;
}

/** Members without which most writes of the entity end at once. */
const sale = { Line: [{ Amount: 10, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: { value: '1' } } }], CustomerRef: { value: '1' } };
const cost = { Line: [{ Amount: 10, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '1' } } }] };
const likely: Record<string, WireObject> = {
  Customer: { DisplayName: 'New' },
  Vendor: { DisplayName: 'New' },
  Employee: { GivenName: 'New', FamilyName: 'Person' },
  Invoice: sale,
  Estimate: sale,
  CreditMemo: sale,
  SalesReceipt: { ...sale, DepositToAccountRef: { value: '35' } },
  RefundReceipt: { ...sale, DepositToAccountRef: { value: '35' } },
  Payment: { CustomerRef: { value: '1' }, TotalAmt: 5 },
  Bill: { VendorRef: { value: '5' }, ...cost },
  VendorCredit: { VendorRef: { value: '5' }, ...cost },
  Purchase: { AccountRef: { value: '35' }, PaymentType: 'Cash', ...cost },
  TimeActivity: { NameOf: 'Employee', EmployeeRef: { value: '6' }, Hours: 1 },
  Item: { Name: 'New', Type: 'Service', IncomeAccountRef: { value: '1' } },
  Account: { Name: 'New', AccountType: 'Expense' },
  Term: { Name: 'New', DueDays: 5 },
  PaymentMethod: { Name: 'New' },
  Class: { Name: 'New' },
  Attachable: { Note: 'New' },
};

const request = fc.constantFrom(...definitions.values()).chain((definition: EntityDefinition) =>
  fc.record({
    entity: fc.constant(definition.name),
    operation: fc.constantFrom('', '', '', '?operation=update', '?operation=delete', '?operation=void', '?operation=update&include=void'),
    sent: fc.record({
      members: fc.oneof(body(definition.elements, 2), body(definition.elements, 6)),
      isLikely: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      id: fc.option(fc.constantFrom('1', '2', '3', '1.5', '-1', '999')),
      isSparse: fc.boolean(),
    }),
    way: fc.constantFrom('json', 'batch'),
  }),
);

/** Names are unique. */
function renamed(members: WireObject, made: number): WireObject {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, value === 'New' ? `New ${made}` : value])) as WireObject;
}

/** Rows of every list, by reference: a stored record is never changed in place. */
function rowsOf(client: ReturnType<typeof connected>) {
  return [...definitions.keys()].map((entity) => client.emulator.state.records(client.grant.realmId, entity));
}

describe('bad input', () => {
  test('no write makes the emulator fail, and a refused one leaves nothing behind', async () => {
    const client = connected();
    const outcome = { accepted: 0, refused: 0 };
    let made = 0;
    await fc.assert(
      fc.asyncProperty(request, async ({ entity, operation, sent, way }) => {
        made += 1;
        const members: WireObject = {
          ...(sent.isLikely ? renamed(likely[entity] ?? {}, made) : {}),
          ...sent.members,
          ...(sent.id === null ? {} : { Id: sent.id, SyncToken: '0', sparse: sent.isSparse }),
        };
        const before = rowsOf(client);
        const answer =
          way === 'json'
            ? await client.post(`${entity.toLowerCase()}${operation}`, members)
            : await client.post('batch', { BatchItemRequest: [{ bId: 'a', operation: /operation=(\w+)/.exec(operation)?.[1] ?? 'create', [entity]: members }] });
        expect([200, 400]).toContain(answer.status);
        const isRefused = answer.status === 400 || answer.body.BatchItemResponse?.[0].Fault !== undefined;
        outcome[isRefused ? 'refused' : 'accepted'] += 1;
        const isUntouched = rowsOf(client).every((rows, at) => rows.length === before[at]!.length && rows.every((row, place) => row === before[at]![place]));
        expect(isUntouched || !isRefused).toBe(true);
      }),
      { numRuns },
    );
    expect(outcome.refused).toBeGreaterThan(numRuns / 10);
    expect(outcome.accepted).toBeGreaterThan(numRuns / 50);
  }, 600_000);

  const word = fc.constantFrom('select', '*', 'count(*)', 'from', 'Customer', 'Invoice', 'Line.Amount', 'where', 'Id', 'DisplayName', 'TotalAmt', 'TxnDate', 'Active', 'MetaData.LastUpdatedTime', '=', '<', '>=', '!=', 'in', "('1','2')", 'like', "'%a'", "'2026-01-01'", 'true', '5', 'and', 'or', 'orderby', 'order', 'by', 'desc', 'startposition', '0', '1', 'maxresults', '-1', "'", '\\', '(', '\n', ',');

  test('no statement makes the emulator fail', async () => {
    const { query } = connected();
    const wordy = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));
    const fair = fc.array(word, { maxLength: 8 }).map((words) => `select * from Customer where ${words.join(' ')}`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(wordy, fair, fc.string()), async (statement) => {
        const { status, body: answered } = await query(statement);
        expect([200, 400]).toContain(status);
        expect(['ok', '4000', '4001', '4002']).toContain(status === 200 ? 'ok' : answered.Fault.Error[0].code);
      }),
      { numRuns },
    );
  }, 600_000);

  test.each<[string, string, string, string]>([
    ['JSON cut short', 'customer', '{"DisplayName":', '2010'],
    ['a text', 'customer', '"x"', '2010'],
    ['a list', 'customer', '[]', '2010'],
    ['nothing', 'customer', '', '2010'],
    ['an unknown member', 'customer', '{"Nickname":"x"}', '2010'],
    ['a member only JavaScript knows', 'customer', '{"DisplayName":"x","constructor":"y"}', '2010'],
    ['a prototype', 'customer', '{"DisplayName":"x","__proto__":{"Active":true}}', '2010'],
    ['ten thousand levels', 'customer', `{"CustomField":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, '2010'],
    ['a number beyond all', 'invoice', '{"CustomerRef":{"value":"1"},"Deposit":1e999}', '2080'],
    ['an amount beyond all', 'invoice', '{"CustomerRef":{"value":"1"},"Deposit":1e15}', '2090'],
    ['a text for a number', 'invoice', '{"CustomerRef":{"value":"1"},"Deposit":"many"}', '2080'],
    ['a text too long', 'invoice', `{"CustomerRef":{"value":"1"},"DocNumber":"${'9'.repeat(45)}"}`, '2050'],
    ['an object for a text', 'customer', '{"DisplayName":{"a":1}}', '2010'],
    ['an unknown customer', 'invoice', '{"CustomerRef":{"value":"999"},"Line":[]}', '2500'],
    ['an id that is none', 'customer', '{"Id":"1.5","SyncToken":"0"}', '2030'],
    ['an unknown entity', 'unicorn', '{}', '500'],
    ['a batch of nothing', 'batch', '{"BatchItemRequest":[null]}', '2010'],
    ['a batch of one object', 'batch', '{"BatchItemRequest":{}}', '2020'],
  ])('%s is told by its fault', async (_what, path, sent, code) => {
    const { post } = connected();
    const answer = await post(path, sent);
    expect([answer.status, errorOf(answer).code]).toEqual([400, code]);
  });

  test('addresses that are none, and bytes that are no UTF-8', async () => {
    const { get, emulator, grant } = connected();
    const codes = await Promise.all(['customer/1.5', 'customer/%E0%A4%A', 'customer/__proto__', 'unicorn/1', 'customer/1/2/3', 'reports'].map(async (path) => errorOf(await get(path)).code));
    expect(codes).toEqual(['2030', '2030', '2030', '500', '500', '500']);
    const told = async (type: string, bytes: number[]) => {
      const headers = { authorization: `Bearer ${grant.accessToken}`, accept: 'application/json', 'content-type': type };
      const answer = await emulator.fetch(new Request(`http://x/v3/company/${grant.realmId}/customer`, { method: 'POST', headers, body: new Uint8Array(bytes) }));
      const [{ code, Detail }] = ((await answer.json()) as Answer['body']).Fault.Error;
      return [answer.status, code, Detail];
    };
    // "Rémi" in Latin-1, and bytes that begin nothing (intuit/QuickBooks-V3-Java-SDK#181).
    expect(await told('application/json', [0x52, 0xe9, 0x6d, 0x69])).toEqual([400, '2010', 'Property Name:Invalid UTF-8 middle byte 0x6d specified is unsupported or invalid']);
    expect(await told('application/json', [0x7b, 0xff, 0x7d])).toEqual([400, '2010', 'Property Name:Invalid UTF-8 start byte 0xff specified is unsupported or invalid']);
    expect(await told('application/json', [0x7b, 0xed, 0xa0, 0x80])).toEqual([400, '2010', expect.stringContaining('start byte 0xed')]);
    expect(await told('application/json', [0x7b, 0xe9])).toEqual([400, '2010', expect.stringContaining('start byte 0xe9')]);
    expect(await told('application/xml', [0x3c, 0xff])).toEqual([400, '500', expect.stringContaining('MalformedByteSequenceException')]);
  });

  test('a body of a gigabyte is refused before it is read', async () => {
    const { emulator, grant } = connected();
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(8 * 1024 * 1024));
      },
    });
    const answer = await emulator.fetch(new Request(`http://x/v3/company/${grant.realmId}/customer`, { method: 'POST', body: endless, duplex: 'half' } as RequestInit));
    expect(answer.status).toBe(413);
    expect(sent).toBeLessThan(20);
  });
});

test.each(Object.keys(namedScenarios))('every record of the company %s fits its element table', async (scenario) => {
  const { emulator } = connected();
  const { realmId, accessToken } = emulator.mintGrant({ scenario });
  for (const { name, operations } of definitions.values()) {
    if (!operations.includes('query')) continue;
    const path = `http://x/v3/company/${realmId}/query?query=${encodeURIComponent(`select * from ${name} maxresults 1000`)}`;
    const answer = await emulator.fetch(new Request(path, { headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' } }));
    expect(nonconforming(await answer.json())).toEqual([]);
  }
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connected, errorOf, invoiceOf } from '../../testing/client.js';
import { QuickBooksFault } from '../fault.js';
import { parseQuery } from './parser.js';

const names = (answer: { body: { QueryResponse: { Customer?: { DisplayName: string }[] } } }) => answer.body.QueryResponse.Customer?.map((row) => row.DisplayName);

describe('what a query finds', () => {
  test.each([
    ["select * from Customer where DisplayName = 'Harbor Legal LLP'", ['Harbor Legal LLP']],
    ["SELECT * FROM customer WHERE displayname = 'harbor legal llp'", ['Harbor Legal LLP']],
    ["select * from Customer where DisplayName like 'Ok%'", ['Okafor, Ada']],
    ["select * from Customer where Id in ('3', '1')", ['Harbor Legal LLP', 'Okafor, Ada']],
    ["select * from Customer where Job = true", ['12 Quay St']],
    ["select * from Customer where ParentRef = '1'", ['12 Quay St']],
    ["select * from Customer where Balance < 0.01 and Job = false", undefined],
    ["select * from Customer where Active = false", ['Gone Ltd (deleted)']],
    ["select * from Customer where Active in (true, false) orderby DisplayName desc", ['Okafor, Ada', 'Harbor Legal LLP', 'Gone Ltd (deleted)', '12 Quay St']],
    ["select * from Customer maxresults 1 startposition 2", ['12 Quay St']],
    ["select * from Customer STARTPOSITION 3 MAXRESULTS 5", ['Okafor, Ada']],
    ["select * from Customer where DisplayName != 'Okafor, Ada'", ['Harbor Legal LLP', '12 Quay St']],
    ["select * from Customer where MetaData.LastUpdatedTime >= '2026-03-02T17:00:00Z'", ['Harbor Legal LLP', '12 Quay St', 'Okafor, Ada']],
    ["select * from Customer where MetaData.LastUpdatedTime > '2026-03-02T09:00:00-08:00'", undefined],
    ["select * from Customer where CompanyName = ' ' ORDER BY DisplayName ASC", ['12 Quay St', 'Harbor Legal LLP', 'Okafor, Ada']],
  ])('%s', async (statement, expected) => {
    const { query } = connected();
    expect(names(await query(statement))).toEqual(expected);
  });

  test('customers come by qualified name, inactive ones are left out', async () => {
    expect(names(await connected().query('select * from Customer'))).toEqual(['Harbor Legal LLP', '12 Quay St', 'Okafor, Ada']);
  });

  test('an empty answer has no entity key, a count only the count', async () => {
    const { query } = connected();
    expect((await query("select * from Customer where Id = '999'")).body.QueryResponse).toEqual({});
    expect((await query('select count(*) from Customer')).body.QueryResponse).toEqual({ totalCount: 3 });
  });

  test('maxResults says how many rows came; only invoices say how many there are', async () => {
    const { post, query } = connected();
    for (let made = 0; made < 3; made += 1) await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    expect((await query('select * from Invoice maxresults 2')).body.QueryResponse).toMatchObject({ startPosition: 1, maxResults: 2, totalCount: 3 });
    expect((await query('select * from Item maxresults 1')).body.QueryResponse).not.toHaveProperty('totalCount');
  });

  test('invoices come last changed first', async () => {
    const { emulator, post, query } = connected();
    for (let made = 0; made < 3; made += 1) {
      emulator.advance(1000);
      await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    }
    emulator.advance(1000);
    await post('invoice', { Id: '1', SyncToken: '0', sparse: true, PrivateNote: 'moved' });
    const { body } = await query('select * from Invoice');
    expect(body.QueryResponse.Invoice.map((row: { Id: string }) => row.Id)).toEqual(['1', '3', '2']);
  });

  test('the long way: the statement as body of a POST', async () => {
    const { call } = connected();
    const { body } = await call('POST', 'query', "select * from Customer where DisplayName = 'Okafor, Ada'", { 'content-type': 'application/text' });
    expect(body.QueryResponse.Customer).toHaveLength(1);
  });

  test('an apostrophe is escaped with a backslash', async () => {
    const { post, query } = connected();
    await post('customer', { DisplayName: "O'Brien & Sons" });
    expect(names(await query("select * from Customer where DisplayName = 'O\\'Brien & Sons'"))).toEqual(["O'Brien & Sons"]);
  });

  test('a projection answers sparse objects', async () => {
    const { body } = await connected().query("select DisplayName from Customer where Id = '3'");
    expect(body.QueryResponse.Customer).toEqual([{ Id: '3', sparse: true, DisplayName: 'Okafor, Ada' }]);
  });

  test('one unreadable stored e-mail fails the whole page of invoices', async () => {
    const { emulator, grant, post, query } = connected();
    await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    await post('invoice', invoiceOf('1', [{ amount: 1 }]));
    emulator.bookkeeper(grant.realmId).change('Invoice', '1', { BillEmail: { Address: 'nobody' } }, { verbatim: true });
    expect(errorOf(await query('select * from Invoice'))).toEqual({
      Message: 'Error processing query',
      Detail: 'QueryProcessingError: To email address entered is invalid',
      code: '4002',
    });
    expect((await query("select * from Invoice where Id = '2'")).status).toBe(200);
  });
});

/** What comes of a statement: parsed, or the code it is refused with; anything else escapes. */
function outcome(text: string): string {
  try {
    return parseQuery(text).entity === '' ? 'empty' : 'parsed';
  } catch (error) {
    if (error instanceof QuickBooksFault) return error.code;
    throw error;
  }
}

describe('what a query is refused for', () => {
  test.each([
    ["select * from Custmoer", '4001', 'QueryValidationError: invalid context declaration: Custmoer'],
    ["select * from Customer where Emial = 'x'", '4001', 'QueryValidationError: Property Emial not found for Entity Customer'],
    ["select * from Customer where PrimaryEmailAddr = 'x'", '4001', "QueryValidationError: property 'PrimaryEmailAddr' is not queryable"],
    ["select * from Customer startposition 0", '4001', 'QueryValidationError: value 0 is too small. Min allowed value is 1'],
    ["select * from TimeActivity where EmployeeRef = '6'", '4001', "QueryValidationError: property 'EmployeeRef' is not queryable"],
    ["select * from Customer where Id > '1'", '4001', "QueryValidationError: Operator '>' is not supported on property 'Id'"],
    ['select * from NULL', '4000', 'QueryParserError: Encountered " "null" "NULL "" at line 1, column 15.\nWas expecting:\n    <IDENTIFIER> ...\n    '],
    ["select * from Customer where DisplayName == 'x'", '4000', expect.stringContaining('Encountered " "=" "= ""')],
    ["select * from Customer where Id = '1' or Id = '2'", '4000', expect.stringContaining('Encountered " "or" "or ""')],
    ["select * from Customer where DisplayName = 'x", '4000', expect.stringContaining('QueryParserError: Lexical error at line 1')],
  ])('%s', async (statement, code, detail) => {
    const answer = await connected().query(statement);
    expect(answer.status).toBe(400);
    expect(errorOf(answer)).toMatchObject({ code, Detail: detail });
    expect(answer.body.Fault.type).toBe('ValidationFault');
  });

  test('any text is parsed or refused with 4000, and nothing else happens', () => {
    const words = ['select', '*', 'from', 'Customer', 'where', 'Id', '=', "'1'", 'and', 'in', '(', ')', ',', 'like', 'orderby', 'order', 'by', 'maxresults', '1', 'count', "'", '\\', '\n', 'ü'];
    const statement = fc.oneof(fc.string(), fc.array(fc.constantFrom(...words), { maxLength: 14 }).map((parts) => parts.join(' ')));
    fc.assert(
      fc.property(statement, (text) => {
        expect(outcome(text)).toMatch(/^(parsed|4000)$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('whatever value stands in quotes is found again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2 }), (value) => {
        const quoted = value.replace(/[\\']/g, '\\$&');
        expect(parseQuery(`select * from Customer where DisplayName = '${quoted}'`).where[0]!.values[0]!.text).toBe(value);
      }),
    );
  });
});

test('a large list answers by its indexes what a small one answers row by row, also after writes', async () => {
  const { query, post, emulator, grant } = connected();
  const invoice = invoiceOf('1', [{ amount: 1 }]);
  for (let at = 0; at < 25; at += 1) {
    const items = Array.from({ length: 30 }, (_, item) => ({ bId: String(item), operation: 'create', Invoice: { ...invoice, DocNumber: `A-${(at * 30 + item) % 500}`, CustomerRef: { value: item % 2 ? '1' : '3' } } }));
    await post('batch', { BatchItemRequest: items });
  }
  const idsOf = async (where: string) => ((await query(`select * from Invoice where ${where} maxresults 1000`)).body.QueryResponse.Invoice ?? []).map((row: { Id: string }) => row.Id);
  const scanned = (test: (record: { [member: string]: unknown }) => boolean) => emulator.state.records(grant.realmId, 'Invoice').filter(test).map(({ Id }) => Id);
  const twin = (value: string) => (record: { [member: string]: unknown }) => record.DocNumber === value;
  const sorted = (ids: string[]) => ids.toSorted((a, b) => Number(b) - Number(a));
  expect(await idsOf("DocNumber = 'a-7'")).toEqual(sorted(scanned(twin('A-7'))));
  expect(await idsOf("DocNumber in ('A-7', 'A-8', 'none')")).toHaveLength(4);
  expect(await idsOf("CustomerRef = '3' and DocNumber = 'A-8'")).toHaveLength(2);
  expect(await idsOf("CustomerRef = '1'")).toHaveLength(375);
  expect(await idsOf("Id in ('750', '1', '999999')")).toEqual(['750', '1']);
  const [first, second] = scanned(twin('A-7')) as [string, string];
  await post('invoice', { Id: first, SyncToken: '0', sparse: true, DocNumber: 'A-new', CustomerRef: { value: '3' } });
  await post('invoice?operation=delete', { Id: second, SyncToken: '0' });
  expect([await idsOf("DocNumber = 'A-7'"), await idsOf("DocNumber = 'A-new'"), (await idsOf("CustomerRef = '3'")).length]).toEqual([[], [first], 376]);
});

import type { EntityDefinition } from '../../entities/define-entity.js';
import { findDefinition } from '../../entities/registry.js';
import { hasNoRows } from '../../entities/without-rows.js';
import type { WireObject, WireRecord } from '../../kernel/company.js';
import type { CompanyState } from '../../kernel/company-state.js';
import { fault } from '../fault.js';
import { type QueryContext, compareBy, conditionTest, indexable } from './compare.js';
import { type Condition, type Query, parseQuery } from './parser.js';
import { type Property, findProjected, findProperty, invalidQuery, valueOf } from './properties.js';

/** The value of `QueryResponse` and how many rows it holds. */
export type QueryAnswer = { entity: string; response: WireObject; rows: number };

const defaultPage = 100;
const largestPage = 1000;

/**
 * Runs a statement. Inactive list records are left out unless the WHERE names `Active`; an empty answer is `{}`
 * without the entity's key; `maxResults` is the number of rows answered (recorded, MQ). More than 1,000 rows asked:
 * 1,000 answered (assumed).
 */
export function runQuery(company: CompanyState, statement: string): QueryAnswer {
  const query = parseQuery(statement);
  if (hasNoRows(query.entity)) return { entity: query.entity, response: query.projection === 'count' ? { totalCount: 0 } : {}, rows: 0 };
  const definition = findDefinition(query.entity);
  if (!definition || !definition.operations.includes('query')) throw invalidQuery(`invalid context declaration: ${query.entity}`);
  const start = query.startPosition ?? 1;
  if (start < 1) throw invalidQuery(`value ${start} is too small. Min allowed value is 1`);
  if ((query.maxResults ?? 0) < 0) throw invalidQuery(`value ${query.maxResults} is too small. Min allowed value is 0`);
  const found = select(company, definition, query);
  if (query.projection === 'count') return { entity: definition.name, response: { totalCount: found.length }, rows: 0 };
  const limit = Math.min(query.maxResults ?? defaultPage, largestPage);
  const page = found.slice(start - 1, start - 1 + limit);
  const rows = page.map((record) => printRow(definition, record, query.projection));
  if (rows.length === 0) return { entity: definition.name, response: {}, rows: 0 };
  return {
    entity: definition.name,
    rows: rows.length,
    response: {
      [definition.name]: rows,
      startPosition: start,
      maxResults: rows.length,
      ...(definition.countsInAnswers ? { totalCount: found.length } : {}),
    },
  };
}

function select(company: CompanyState, definition: EntityDefinition, query: Query): WireRecord[] {
  const context = { zone: company.zone, now: company.clock.now() };
  const conditions = query.where.map((condition) => ({ condition, property: findProperty(definition, condition.property) }));
  const tests = conditions.map(({ condition, property }) => conditionTest(condition, property, context));
  const orders = query.orderBy.map(({ property, descending }) => {
    if (property.toLowerCase() === 'id' && !company.settings.orderById) throw invalidQuery(`property 'Id' is not sortable`);
    const compare = compareBy(findProperty(definition, property), context);
    return descending ? (a: WireRecord, b: WireRecord) => compare(b, a) : compare;
  });
  const namesActive = conditions.some(({ property }) => property.path[0] === 'Active');
  const hidesInactive = definition.kind === 'list' && !namesActive;
  const hidesPseudoCodes = definition.name === 'TaxCode' && query.where.some(isActiveTrue);
  const found = candidates(company, definition, conditions, context).filter(
    (record) => !(hidesInactive && record.Active === false) && !(hidesPseudoCodes && pseudoCodes.has(record.Id)) && tests.every((test) => test(record)),
  );
  if (query.projection === 'count') return found;
  return found.sort((a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return definition.compare(a, b);
  });
}

/** The US codes that stand for others: `Active = true` does not find them, though they are active (airbytehq/airbyte#85216 of TAX and NON; CustomSalesTax alike, assumed). */
const pseudoCodes = new Set(['TAX', 'NON', 'CustomSalesTax']);

function isActiveTrue({ property, operator, values }: Condition): boolean {
  return property.toLowerCase() === 'active' && operator === '=' && values[0]?.text.toLowerCase() === 'true';
}

const worthAnIndex = 500;

/** The rows the conditions are tried on: those an index gives for the first condition it can answer, else all. */
function candidates(company: CompanyState, definition: EntityDefinition, conditions: readonly { condition: Condition; property: Property }[], context: QueryContext): WireRecord[] {
  const lagging = company.laggingRows(definition.name);
  if (lagging) return [...lagging.values()];
  const table = company.table(definition.name);
  if (table.rows.size > worthAnIndex) {
    for (const { condition, property } of conditions) {
      const answer = indexable(condition, property, context);
      if (!answer) continue;
      const path = property.path.join('.');
      const ids = path === 'Id' ? new Set(answer.keys) : table.idsByProperty(path, answer.keysOf, answer.keys);
      return [...ids].flatMap((id) => table.get(id) ?? []);
    }
  }
  return [...table.rows.values()];
}

function printRow(definition: EntityDefinition, record: WireRecord, projection: string[] | 'all' | 'count'): WireObject {
  const unreadable = definition.unreadable?.(record);
  if (unreadable) throw fault('4002', `QueryProcessingError: ${unreadable}`);
  const printed = (definition.inQuery?.(record) ?? record) as WireRecord;
  if (!Array.isArray(projection)) return printed;
  // Officially unsupported, yet answered as sparse objects (Intuit, attachable page).
  const row: WireObject = { Id: record.Id, sparse: true };
  for (const name of projection) {
    const property = findProjected(definition, name);
    const value = printed[property.path[0]!];
    if (value !== undefined && valueOf(printed, property) !== undefined) row[property.path[0]!] = value;
  }
  return row;
}

import { dateIn, parseMoment } from '../../kernel/clock.js';
import type { WireRecord, WireValue } from '../../kernel/company.js';
import { Big } from '../../kernel/money.js';
import type { Condition, Literal } from './parser.js';
import { type Property, invalidQuery, valueOf } from './properties.js';

/** What comparing needs from the company: its zone and the moment. */
export type QueryContext = { zone: string; now: number };

type Comparable = string | number | boolean | undefined;

const orderedKinds = ['decimal', 'int', 'dateTime', 'date', 'boolean'];

/**
 * How an index answers a condition: what it files a record under, and the wanted keys. Undefined for conditions no index
 * answers: anything but = and IN, and absent values.
 */
export function indexable(condition: Condition, property: Property, context: QueryContext): { keysOf(record: WireRecord): string[]; keys: string[] } | undefined {
  if ((condition.operator !== '=' && condition.operator !== 'in') || orderedKinds.includes(property.element.kind)) return undefined;
  const wanted = condition.values.map((literal) => readLiteral(literal, property, context));
  if (wanted.includes(undefined)) return undefined;
  const keysOf = (record: WireRecord) => {
    const stored = valueOf(record, property);
    return (Array.isArray(stored) ? stored : [stored]).flatMap((one) => {
      const value = comparable(one, property, context);
      return value === undefined ? [] : [String(value).toLowerCase()];
    });
  };
  return { keysOf, keys: wanted.map((value) => String(value).toLowerCase()) };
}

/** Makes a test of one condition; values are read once, by the kind of the property. */
export function conditionTest(condition: Condition, property: Property, context: QueryContext): (record: WireRecord) => boolean {
  if (property.path[0] === 'Id' && condition.operator !== '=' && condition.operator !== 'in') {
    // Only = and IN (Intuit, data-queries); the wording is assumed.
    throw invalidQuery(`Operator '${condition.operator}' is not supported on property 'Id'`);
  }
  if (condition.operator === 'like') return likeTest(condition, property);
  const wanted = condition.values.map((literal) => readLiteral(literal, property, context));
  const isTextual = !orderedKinds.includes(property.element.kind);
  return (record) => {
    const stored = valueOf(record, property);
    if (Array.isArray(stored)) return stored.some((one) => wanted.some((value) => holds(condition, comparable(one, property, context), value, isTextual)));
    const actual = comparable(stored, property, context);
    return wanted.some((value) => holds(condition, actual, value, isTextual));
  };
}

/** Sorts by a property: absent values first, texts byte-wise (assumed). */
export function compareBy(property: Property, context: QueryContext): (a: WireRecord, b: WireRecord) => number {
  return (a, b) => {
    const left = comparable(valueOf(a, property), property, context);
    const right = comparable(valueOf(b, property), property, context);
    if (left === right) return 0;
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    return left < right ? -1 : 1;
  };
}

function holds(condition: Condition, actual: Comparable, wanted: Comparable, isTextual: boolean): boolean {
  const left = isTextual && typeof actual === 'string' ? actual.toLowerCase() : actual;
  const right = isTextual && typeof wanted === 'string' ? wanted.toLowerCase() : wanted;
  switch (condition.operator) {
    case '=':
    case 'in':
      return left === right;
    case '!=':
      return left !== right;
    default:
      if (left === undefined || right === undefined) return false;
      return ordered(condition.operator, left, right);
  }
}

function ordered(operator: string, left: NonNullable<Comparable>, right: NonNullable<Comparable>): boolean {
  if (operator === '<') return left < right;
  if (operator === '>') return left > right;
  if (operator === '<=') return left <= right;
  return left >= right;
}

/** `%` stands for any run of characters, nothing else is special (Intuit, data-queries). */
function likeTest(condition: Condition, property: Property): (record: WireRecord) => boolean {
  const parts = condition.values[0]!.text.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = new RegExp(`^${parts.join('[\\s\\S]*')}$`, 'i');
  return (record) => {
    const value = valueOf(record, property);
    return value !== undefined && pattern.test(String(value));
  };
}

function readLiteral(literal: Literal, property: Property, { zone, now }: QueryContext): Comparable {
  const { kind } = property.element;
  if (literal.kind === 'null') return undefined;
  const text = literal.kind === 'currentDate' ? dateIn(now, zone) : literal.text;
  if (kind === 'decimal' || kind === 'int') {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw invalidQuery(`value ${text} is not a number`);
    return new Big(text).toNumber();
  }
  if (kind === 'boolean') {
    if (!/^(true|false)$/i.test(text)) throw invalidQuery(`value ${text} is not a boolean`);
    return text.toLowerCase() === 'true';
  }
  if (kind === 'dateTime' || kind === 'date') {
    const moment = parseMoment(text, zone);
    if (moment === undefined) throw invalidQuery(`value ${text} is not a date`);
    return kind === 'date' ? text.slice(0, 10) : moment;
  }
  return text;
}

function comparable(value: WireValue | undefined, property: Property, { zone }: QueryContext): Comparable {
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  if (property.element.kind === 'dateTime') return parseMoment(String(value), zone);
  return value;
}

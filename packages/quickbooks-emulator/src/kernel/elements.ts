import type { EntityName } from './company.js';

/**
 * One member of an entity: the rows of the element tables in `src/entities`. The order of members in a table is
 * the order of the XSD's sequences (intuit/QuickBooks-V3-PHP-SDK src/XSD), which XML needs and JSON does not.
 */
export type Element = {
  kind: 'id' | 'string' | 'decimal' | 'int' | 'boolean' | 'date' | 'dateTime' | 'ref' | 'object' | 'any';
  /** `maxOccurs` > 1: always an array in JSON. */
  many?: boolean;
  /** Sent values are ignored without a fault (Intuit, rest-api-features). */
  readOnly?: boolean;
  /** Longest text; longer is fault 2050. */
  max?: number;
  /** Texts that contain one of these are fault 2040. */
  forbid?: RegExp;
  /** Allowed texts of an enumeration; others are fault 2170. */
  values?: readonly string[];
  /** Allowed numbers, both ends included; others are fault 2240. */
  range?: readonly [number, number];
  /** The entity a reference points at. */
  to?: EntityName;
  /** Values of a reference that stand for no record. */
  words?: readonly string[];
  /** Class name in Intuit's schema, for texts of fault 2010. */
  className?: string;
  members?: Elements;
};

export type Elements = { readonly [name: string]: Element };

type Options = Omit<Element, 'kind' | 'to' | 'members' | 'className'>;

export const id = (): Element => ({ kind: 'id' });
export const text = (max?: number, options: Options = {}): Element => ({ kind: 'string', ...(max ? { max } : {}), ...options });
export const decimal = (options: Options = {}): Element => ({ kind: 'decimal', ...options });
export const int = (options: Options = {}): Element => ({ kind: 'int', ...options });
export const flag = (options: Options = {}): Element => ({ kind: 'boolean', ...options });
export const date = (options: Options = {}): Element => ({ kind: 'date', ...options });
export const dateTime = (options: Options = {}): Element => ({ kind: 'dateTime', ...options });
export const ref = (to?: EntityName, options: Options = {}): Element => ({ kind: 'ref', ...(to ? { to } : {}), ...options });
export const choice = (values: readonly string[], options: Options = {}): Element => ({ kind: 'string', values, ...options });
export const any = (options: Options = {}): Element => ({ kind: 'any', ...options });
export const shape = (className: string, members: Elements, options: Options = {}): Element => ({
  kind: 'object',
  className,
  members,
  ...options,
});
export const list = (element: Element): Element => ({ ...element, many: true });

/** A reference's own members (XSD ReferenceType: text plus attributes). */
export const refMembers: Elements = { value: text(), name: text(), type: text() };

/** A member's element; nothing for names that only every JavaScript object knows (`constructor`, `__proto__`). */
export function elementOf(elements: Elements, name: string): Element | undefined {
  return Object.hasOwn(elements, name) ? elements[name] : undefined;
}

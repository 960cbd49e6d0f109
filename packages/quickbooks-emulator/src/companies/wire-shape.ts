import type { WireValue } from '../kernel/company.js';

/**
 * The shape of a wire object written down in one line, for tests that hold payloads against recordings.
 * `Name:s` string, `:n` number, `:b` boolean; `Ref{value:s name?:s}` object; `Line[Amount:n]` array of objects, `Tags[]`
 * array that was only seen empty; `?` after the name: not on every recorded row.
 */
export type Shape =
  | { kind: 's' | 'n' | 'b' }
  | { kind: 'object' | 'array'; members: Map<string, { optional: boolean; shape: Shape }> };

const kinds = { s: 'string', n: 'number', b: 'boolean' } as const;

/** Reads the notation above; throws at the first character it does not understand. */
export function parseShape(text: string): Shape {
  let at = 0;
  const members = (end: string): Map<string, { optional: boolean; shape: Shape }> => {
    const found = new Map<string, { optional: boolean; shape: Shape }>();
    for (;;) {
      while (/\s/.test(text[at] ?? '')) at += 1;
      if (at >= text.length || text[at] === end) {
        if (end !== '' && text[at] !== end) throw new Error(`Shape ends before "${end}".`);
        at += end === '' ? 0 : 1;
        return found;
      }
      const name = /^[A-Za-z0-9]+/.exec(text.slice(at))?.[0];
      if (name === undefined) throw new Error(`Unexpected "${text.slice(at, at + 12)}" in a shape.`);
      at += name.length;
      const optional = text[at] === '?';
      if (optional) at += 1;
      found.set(name, { optional, shape: memberShape(name) });
    }
  };
  const memberShape = (name: string): Shape => {
    const opener = text[at];
    at += 1;
    if (opener === '{') return { kind: 'object', members: members('}') };
    if (opener === '[') return { kind: 'array', members: members(']') };
    const kind = text[at];
    at += 1;
    if (opener === ':' && (kind === 's' || kind === 'n' || kind === 'b')) return { kind };
    throw new Error(`Member ${name} has no readable shape.`);
  };
  return { kind: 'object', members: members('') };
}

/** Every way a payload differs from a shape, as "path: what is wrong"; empty when it fits. */
export function departures(shape: Shape, value: WireValue | undefined, path = ''): string[] {
  if (shape.kind === 'array') {
    if (!Array.isArray(value)) return [`${path}: expected an array`];
    return value.flatMap((item, index) => departures({ kind: 'object', members: shape.members }, item, `${path}[${index}]`));
  }
  if (shape.kind !== 'object') {
    return typeof value === kinds[shape.kind] ? [] : [`${path}: expected a ${kinds[shape.kind]}`];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: expected an object`];
  const prefix = path === '' ? '' : `${path}.`;
  const unknown = Object.keys(value).filter((name) => !shape.members.has(name));
  return [
    ...unknown.map((name) => `${prefix}${name}: never recorded`),
    ...[...shape.members].flatMap(([name, { optional, shape: member }]) => {
      if (!(name in value)) return optional ? [] : [`${prefix}${name}: missing`];
      return departures(member, value[name], `${prefix}${name}`);
    }),
  ];
}

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { EntityDefinition } from '../entities/define-entity.js';
import { definitions } from '../entities/registry.js';
import { namedFaults } from '../faults/named-faults.js';
import { isPrintable } from '../protocol/documents/printable.js';
import { isSubscribable, noticeOperations } from '../webhooks/notices.js';

/** What Intuit's service does and this one does not, or otherwise. */
const differences = [
  'Automated US sales tax is a fixed group of rates of the company; Intuit looks rates up by address.',
  'Mail goes nowhere: `/send` answers as QuickBooks does and tells webhooks.',
  'Descriptions of access rights are missing: the person who connects may do everything.',
  'Stock leaves at its average cost; QuickBooks takes first in, first out.',
  'An opening balance of a customer or vendor is an entry without a document; QuickBooks makes an invoice or bill of it.',
  'Reports: those named in the README; jobs have columns of their own instead of columns below their customer; the fiscal year is the calendar year.',
  'A batch refuses `ReportQuery`: the XSD has it, no page or client says what its text is.',
  'The note of a payment that lies in a deposit can be changed; its money cannot. Whether Intuit refuses both is not known.',
  'Versions (SyncToken) of the sample company\'s customers, vendors and items begin at 0; in a sandbox some have been touched before.',
  'Purchase orders, budgets, recurring transactions, customer types and inventory adjustments can be queried, and there are none.',
  'Thumbnails of images are not made.',
];

const operations = ['create', 'update', 'delete', 'void', 'read', 'query'] as const;
const ruleFolders = ['entities', 'rules', 'ledger', 'protocol', 'oauth', 'webhooks', 'control', 'kernel', 'reports'];

/** COVERAGE.md: entity by operation from the registry, every rule that names its source from the comments of `source`. */
export function coverageDocument(source: string): string {
  return [
    '# What the emulator covers',
    '',
    'Generated from the registry and from the comments beside the rules; `vitest run packages/quickbooks-emulator/src/coverage -u` writes it anew.',
    '',
    '## Entities',
    '',
    row(['entity', ...operations, 'change data', 'PDF, send', 'webhooks']),
    row(Array<string>(10).fill('---')),
    ...[...definitions.values()].map(entityRow),
    '',
    'Every operation goes as JSON and XML, alone and in a batch. Also: `taxservice/taxcode`, `upload`, `download`, thirteen reports by customer, vendor, employee, product, class and department, OAuth 2 with OpenID, webhooks.',
    '',
    '## Known differences',
    '',
    ...differences.map((difference) => `- ${difference}`),
    '',
    '## Faults by name',
    '',
    row(['name', 'what happens']),
    row(['---', '---']),
    ...namedFaults.map(({ name, about }) => row([`\`${name}\``, about])),
    '',
    '## Rules and where they come from',
    '',
    'Recorded: seen in real traffic. Intuit: its pages say so. XSD: the schema of its SDKs. Assumed: nothing says so.',
    '',
    ...ruleFolders.flatMap((folder) => rulesIn(source, folder)),
  ].join('\n');
}

function entityRow(definition: EntityDefinition): string {
  const told = noticeOperations.filter((operation) => isSubscribable({ entity: definition.name, id: '', operation }));
  return row([
    definition.name,
    ...operations.map((operation) => (definition.operations.includes(operation) ? 'yes' : '')),
    definition.inChangeData ? 'yes' : '',
    isPrintable(definition.name) ? 'yes' : '',
    told.map((operation) => operation.toLowerCase()).join(', '),
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function rulesIn(source: string, folder: string): string[] {
  const found = filesIn(join(source, folder)).flatMap((file) => rulesOf(readFileSync(file, 'utf8')).map((rule) => row([`\`${relative(source, file)}\``, rule.replaceAll('|', '\\|'), gradeOf(rule)])));
  return found.length === 0 ? [] : [`### ${folder}`, '', row(['file', 'rule', 'source']), row(['---', '---', '---']), ...found, ''];
}

/** Source files below a folder in the order of their paths; tests left out. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.|\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((one, other) => (one < other ? -1 : 1));
}

/** Comments that say where a rule comes from, a run of `//` lines as one. */
function rulesOf(code: string): string[] {
  const comments = [...code.matchAll(/\/\*\*([\s\S]*?)\*\/|(?:^[ \t]*\/\/ .*\n)+/gm)].map(([whole, block]) =>
    (block ?? whole).replace(/^\s*(?:\*|\/\/) ?/gm, ' ').replace(/\s+/g, ' ').trim(),
  );
  return comments.filter((comment) => /\b(recorded|assumed|Intuit|XSD)\b/i.test(comment));
}

function gradeOf(rule: string): string {
  const grades = [
    [/\brecorded\b/i, 'recorded'],
    [/\(Intuit\b|\bIntuit,/, 'Intuit'],
    [/\bXSD\b/, 'XSD'],
    [/\bassumed\b/i, 'assumed'],
  ] as const;
  const named = grades.filter(([pattern]) => pattern.test(rule)).map(([, grade]) => grade);
  return named.join(', ') || 'Intuit';
}

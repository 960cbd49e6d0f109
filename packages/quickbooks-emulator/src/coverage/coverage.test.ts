import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { coverageDocument } from './coverage.js';

const source = fileURLToPath(new URL('..', import.meta.url));

test('COVERAGE.md says what the registry and the rules say today', async () => {
  await expect(coverageDocument(source)).toMatchFileSnapshot('../../COVERAGE.md');
});

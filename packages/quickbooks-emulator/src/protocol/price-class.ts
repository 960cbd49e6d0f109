import type { Meters } from '../kernel/state.js';
import type { ApiCall } from './call.js';

/** Reads, queries, change data and, assumed, batches are CorePlus; writes are Core (reference, section 14). */
export function priceClasses(call: ApiCall): (keyof Meters)[] {
  if (call.operation === 'batch') return ['corePlus', 'batches'];
  return call.method === 'GET' || call.operation === 'query' ? ['corePlus'] : ['core'];
}

import type { ItemFact } from '../items.js';

const stocked = (onHand: number) => ({ onHand, asset: '81', since: '2026-04-08' });

/** Items 1-18 of the sample company: services with and without a price, one that is also bought (15), four kept in stock. */
export const sandboxItems: readonly ItemFact[] = [
  { id: '1', name: 'Services', income: '1' },
  { id: '2', name: 'Hours', income: '1' },
  { id: '3', name: 'Concrete', description: 'Concrete for fountain installation', income: '48', taxable: true },
  { id: '4', name: 'Design', description: 'Custom Design', income: '82', price: 75 },
  { id: '5', name: 'Rock Fountain', description: 'Rock Fountain', income: '79', price: 275, taxable: true, purchase: { cost: 125, account: '80' }, stock: stocked(2) },
  { id: '6', name: 'Gardening', description: 'Weekly Gardening Service', income: '45' },
  { id: '7', name: 'Installation', description: 'Installation of landscape design', income: '52', price: 50 },
  { id: '8', name: 'Lighting', description: 'Garden Lighting', income: '48', taxable: true },
  { id: '9', name: 'Maintenance & Repair', description: 'Maintenance & Repair', income: '53' },
  { id: '10', name: 'Pest Control', description: 'Pest Control Services', income: '54', price: 35 },
  { id: '11', name: 'Pump', description: 'Fountain Pump', income: '79', price: 15, taxable: true, purchase: { cost: 10, account: '80' }, stock: stocked(25) },
  { id: '12', name: 'Refunds & Allowances', description: 'Income due to refunds or allowances', income: '83' },
  { id: '13', name: 'Rocks', description: 'Garden Rocks', income: '48', taxable: true },
  { id: '14', name: 'Sod', description: 'Sod', income: '49', taxable: true },
  { id: '15', name: 'Soil', description: '2 cubic ft. bag', income: '49', price: 10, taxable: true, purchase: { cost: 6.5, account: '66' } },
  { id: '16', name: 'Sprinkler Heads', description: 'Sprinkler Heads', income: '79', price: 2, taxable: true, purchase: { cost: 0.75, account: '80' }, stock: stocked(25) },
  { id: '17', name: 'Sprinkler Pipes', description: 'Sprinkler Pipes', income: '79', price: 4, taxable: true, purchase: { cost: 2.5, account: '80' }, stock: stocked(31) },
  { id: '18', name: 'Trimming', description: 'Tree and Shrub Trimming', income: '45', price: 35 },
];

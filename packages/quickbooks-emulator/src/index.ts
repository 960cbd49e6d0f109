export type { CompanyScenario, EntityName, Region, WireObject, WireRecord, WireRef, WireValue } from './kernel/company.js';
export { entityNames } from './kernel/company.js';
export type { ActiveFaultRule, CompanySummary, EmulatorState, FaultRule, JournalEntry, Meters } from './kernel/state.js';

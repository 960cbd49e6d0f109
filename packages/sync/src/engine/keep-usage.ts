import { budgetLevel, monthForecast, problemCatalog, writtenNumber } from "@tieout/domain";
import { addUsage, closeProblems, insertNotifications, monthUsage, openProblems, raiseProblems, type CallUsage, type FirmSession, type MonthUsage } from "@tieout/store";

/** Adds what calls cost to the connection's counters; when they bring the month to 80 or 100 percent of the firm's budget, that is told, once each. */
export async function keepUsage(session: FirmSession, connectionId: string, usage: CallUsage): Promise<void> {
  const month = await addUsage(session, connectionId, usage);
  if (month && isTold(month, usage)) await tellUsage(session, connectionId, month, usage);
}

/** Whether these calls may begin or end what people are told of the month. */
export function isTold(month: MonthUsage, { metered }: CallUsage): boolean {
  return metered > 0 && (month.used === metered || budgetLevel(month.used, month.budget) !== null);
}

export async function tellUsage(session: FirmSession, connectionId: string, month: MonthUsage, usage: CallUsage): Promise<void> {
  // The first calls of a month: last month's notice is over.
  if (month.used === usage.metered) await closeNotice(session, connectionId);
  const level = budgetLevel(month.used, month.budget);
  if (level === null) return;
  const facts = { percent: level, used: writtenNumber(month.used), budget: writtenNumber(month.budget.monthlyCalls), month: month.month, consequence: consequence(level, month) };
  const isNew = await insertNotifications(session, connectionId, [{ kind: "calls-running-out", key: `calls:${month.month}:${level}:${month.budget.monthlyCalls}`, facts }]);
  if (isNew) await raiseProblems(session, connectionId, [{ kind: "calls-running-out", causeKey: "connection:calls-running-out", severity: problemCatalog["calls-running-out"].severity, facts, records: [] }]);
}

/** Whether the firm has used its month's budget up: then only what is free or cannot be helped is called. */
export async function isOverBudget(session: FirmSession): Promise<boolean> {
  const { used, budget } = await monthUsage(session);
  return budgetLevel(used, budget) === 100;
}

function consequence(level: 80 | 100, { used, budget, now }: MonthUsage): string {
  if (level === 100) return "The sync goes on, sparingly: writes go one by one, which is free, however many wait. Reads it needs are still made; Intuit's Builder tier answers none beyond its allowance.";
  return `At this pace the month comes to ${writtenNumber(monthForecast(used, now))}. Beyond ${writtenNumber(budget.monthlyCalls)} the sync goes on, sparingly.`;
}

async function closeNotice(session: FirmSession, connectionId: string): Promise<void> {
  const open = await openProblems(session, { connectionId, kinds: ["calls-running-out"] });
  await closeProblems(session, open.map(({ id }) => id), { actor: "sync", resolution: "A new month has begun" });
}

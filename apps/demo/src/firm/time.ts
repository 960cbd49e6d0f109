import { addDays, weekStart, type CalendarDate } from "@tieout/domain";
import { seededRandom } from "./random.js";

/** One piece of work, by positions in the lists of the firm. */
export interface DemoTime {
  staff: number;
  client: number;
  category: number;
  type: number;
  day: CalendarDate;
  minutes: number;
  note: string;
}

export interface DemoTimeShape {
  staff: number;
  clients: number;
  /** How many types each category has. */
  types: readonly number[];
  /** First day and last day, both included. */
  from: CalendarDate;
  to: CalendarDate;
}

const notes = ["Call with client", "Reviewed source documents", "Reconciled bank accounts", "Drafted memo", "Answered questions", "Prepared schedules", "Second review", "Filed electronically", "Corrected entries", "Meeting and follow-up"];
const lengths = [15, 20, 25, 30, 40, 45, 50, 60, 75, 90, 105, 120, 150, 180];

/** Weekday work of everybody over the whole span: two to four entries a person and day, each client mostly with the same few people. */
export function demoTime({ staff, clients, types, from, to }: DemoTimeShape): DemoTime[] {
  const random = seededRandom(20_260_202);
  const entries: DemoTime[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (day > addDays(weekStart(day), 4)) continue;
    for (let person = 0; person < staff; person += 1) {
      const pieces = 2 + random.whole(3);
      for (let piece = 0; piece < pieces; piece += 1) {
        const category = random.chance(0.06) ? types.length - 1 : random.whole(types.length - 1);
        entries.push({
          staff: person,
          client: (person * 13 + random.whole(40)) % clients,
          category,
          type: random.whole(types[category] ?? 1),
          day,
          minutes: random.pick(lengths),
          note: random.pick(notes),
        });
      }
    }
  }
  return entries;
}

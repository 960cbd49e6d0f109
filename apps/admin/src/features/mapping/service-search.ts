import fuzzysort from "fuzzysort";
import type { Service } from "./mapping-queries.js";

/** A service as the picker shows it. */
export interface ServiceChoice {
  readonly service: Service;
  /** "Advisory" of "Advisory:Consulting"; empty at the top. */
  readonly parent: string;
  /** Another service has the same name: parent and id tell them apart. */
  readonly isAmbiguous: boolean;
}

export type ServiceIndex = (text: string, recentIds: readonly string[]) => readonly ServiceChoice[];

/** How many services one list shows; typing narrows it. */
export const shownServices = 50;

/** Finds services by name, full name, SKU or QuickBooks id, typing mistakes forgiven. Without a text: the ones used last, then by name. */
export function indexServices(services: readonly Service[]): ServiceIndex {
  const names = new Map<string, number>();
  for (const { name } of services) names.set(name.toLowerCase(), (names.get(name.toLowerCase()) ?? 0) + 1);
  const choices = services
    .map((service) => ({
      service,
      parent: service.fullName.slice(0, -service.name.length - 1),
      isAmbiguous: (names.get(service.name.toLowerCase()) ?? 0) > 1,
      name: fuzzysort.prepare(service.name),
      fullName: fuzzysort.prepare(service.fullName),
      codes: fuzzysort.prepare(`${service.sku ?? ""} ${service.ledgerId}`),
    }))
    .sort((a, b) => Number(b.service.isActive) - Number(a.service.isActive) || a.service.fullName.localeCompare(b.service.fullName));
  const byId = new Map(choices.map((choice) => [choice.service.id, choice]));
  return (text, recentIds) => {
    if (text.trim() === "") {
      const recent = recentIds.flatMap((id) => byId.get(id) ?? []);
      return [...recent, ...choices.filter((choice) => !recentIds.includes(choice.service.id))].slice(0, shownServices);
    }
    const found = fuzzysort.go(text, choices, { keys: ["name", "fullName", "codes"], limit: shownServices, threshold: 0.3, scoreFn: (result) => result.score * (result.obj.service.isActive ? 1 : 0.6) });
    // Equally good ones stand by name, always in the same order.
    return [...found].sort((a, b) => b.score - a.score || a.obj.service.fullName.localeCompare(b.obj.service.fullName)).map(({ obj }) => obj);
  };
}

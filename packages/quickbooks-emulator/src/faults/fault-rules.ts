import type { EmulatorSettings } from '../kernel/settings.js';
import type { ActiveFaultRule, FaultRule, FaultThen, FaultWhen } from './fault-rule.js';

/** What a rule is held against. */
export type FaultTarget = { realmId?: string; entity?: string | undefined; operation?: string | undefined; text: string; isRepeat?: () => boolean };

/** The fault rules in force, in the order they were made; the first that fits fires. */
export class FaultRules {
  #rules: ActiveFaultRule[] = [];
  #made = 0;

  add(rule: FaultRule, name?: string): ActiveFaultRule {
    this.#made += 1;
    const active = { ...structuredClone(rule), ...(name === undefined ? {} : { name }), id: `fault-${this.#made}`, seen: 0, fired: 0 };
    this.#rules.push(active);
    return active;
  }

  /** Arms a way to behave; it lasts until it is removed. */
  addSettings(name: string, settings: Partial<EmulatorSettings>): ActiveFaultRule {
    const active = { ...this.add({ when: {}, ['then']: {}, times: 0 }, name), settings };
    this.#rules[this.#rules.length - 1] = active;
    return active;
  }

  /** The ways to behave that are armed, as one: the one armed last holds. */
  settings(): Partial<EmulatorSettings> {
    return Object.assign({}, ...this.#rules.map((rule) => rule.settings ?? {})) as Partial<EmulatorSettings>;
  }

  /** Ends the armed ways to behave that say something about these settings. */
  endSettings(names: readonly string[]): void {
    this.#rules = this.#rules.filter(({ settings }) => !names.some((name) => settings !== undefined && name in settings));
  }

  remove(id: string): boolean {
    const before = this.#rules.length;
    this.#rules = this.#rules.filter((rule) => rule.id !== id);
    return this.#rules.length < before;
  }

  clear(): void {
    this.#rules = [];
  }

  list(): ActiveFaultRule[] {
    return structuredClone(this.#rules);
  }

  /** The rule that fires for this request, if any; counts what it saw and fired, and retires it when used up. */
  take(target: FaultTarget): FaultThen | undefined {
    for (const rule of this.#rules) {
      if (rule.settings || !fits(rule.when, target)) continue;
      rule.seen += 1;
      if (rule.when.nth !== undefined && rule.seen !== rule.when.nth) continue;
      rule.fired += 1;
      const times = rule.times ?? 1;
      if (times > 0 && rule.fired >= times) this.remove(rule.id);
      return rule.then;
    }
    return undefined;
  }
}

/** Whether a request is one a rule is for. */
export function fits(when: FaultWhen, target: FaultTarget): boolean {
  const same = (wanted: string | undefined, actual: string | undefined) => wanted === undefined || wanted.toLowerCase() === actual?.toLowerCase();
  return (
    same(when.realmId, target.realmId) &&
    (same(when.entity, target.entity) || same(when.entity, target.operation)) &&
    same(when.operation, target.operation) &&
    (when.match === undefined || target.text.toLowerCase().includes(when.match.toLowerCase())) &&
    (when.isRepeat !== true || target.isRepeat?.() === true)
  );
}

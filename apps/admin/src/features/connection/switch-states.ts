/** A switch as the API gives it: how it stands, and what the others do to it. */
export interface SyncSwitch {
  readonly key: string;
  readonly isOn: boolean;
  readonly reason: string | null;
  readonly isFixed: boolean;
  readonly dependencies: readonly { readonly on: string; readonly whileOn: boolean; readonly isOn: boolean; readonly reason: string }[];
}

export interface ShownSwitch {
  readonly isOn: boolean;
  /** Why it cannot be turned; null when it can. */
  readonly reason: string | null;
}

/** How the switches stand once those a person has turned take effect, before anything is saved: by the rules the API gives with them. */
export function switchStates(switches: readonly SyncSwitch[], chosen: Readonly<Record<string, boolean | undefined>>): ReadonlyMap<string, ShownSwitch> {
  let shown = new Map<string, ShownSwitch>(switches.map((each) => [each.key, each.isFixed ? { isOn: each.isOn, reason: each.reason } : { isOn: chosen[each.key] ?? each.isOn, reason: null }]));
  // One switch may hold another that holds a third: as many rounds as there are switches are enough.
  for (let round = 0; round < switches.length; round += 1) {
    const before = shown;
    shown = new Map(
      switches.map((each) => {
        const holding = each.isFixed ? undefined : each.dependencies.find(({ on, whileOn }) => before.get(on)?.isOn === whileOn);
        if (each.isFixed) return [each.key, { isOn: each.isOn, reason: each.reason }];
        return [each.key, holding ? { isOn: holding.isOn, reason: holding.reason } : { isOn: chosen[each.key] ?? each.isOn, reason: null }];
      }),
    );
  }
  return shown;
}

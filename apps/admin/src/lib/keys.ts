import { useEffect, useLayoutEffect, useRef } from "react";
import { tinykeys } from "tinykeys";
import { storedChoice } from "./stored.js";

/** One key a screen answers to, with what the list of keys says about it. */
export interface KeyBinding {
  /** tinykeys notation: "g o", "$mod+k", "j". */
  readonly keys: string;
  readonly label: string;
  /** Left out where a control answers by itself while it has the focus: such a key is only listed. */
  readonly run?: (event: KeyboardEvent) => void;
  /** Also while a text field has the focus; only for bindings with Ctrl or Cmd. */
  readonly whileTyping?: boolean;
}

interface Registered {
  readonly scope: string;
  readonly bindings: readonly KeyBinding[];
}

const registered = new Set<Registered>();
const singleKeys = storedChoice("single-keys");

/** Single-letter keys can be switched off (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  return singleKeys.get() !== "off";
}
export function setSingleKeys(on: boolean): void {
  singleKeys.set(on ? null : "off");
}

/** Every key that works on the present screen, grouped by where it comes from; what `?` shows. */
export function activeKeys(): readonly Registered[] {
  return [...registered];
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]):not([type=button]), textarea, select");
}

/** Binds keys while the component is mounted and `enabled`; a later render's handlers are used without rebinding. */
export function useKeys(scope: string, bindings: readonly KeyBinding[], enabled = true): void {
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  const signature = bindings.map((binding) => binding.keys).join("|");
  useEffect(() => {
    if (!enabled || signature === "") return;
    const entry: Registered = {
      scope,
      get bindings() {
        return latest.current;
      },
    };
    registered.add(entry);
    const handlers = Object.fromEntries(
      latest.current.map((binding, index) => [
        binding.keys,
        (event: KeyboardEvent) => {
          const current = latest.current[index];
          if (!current?.run || event.defaultPrevented) return;
          const hasModifier = current.keys.includes("$mod");
          if (!hasModifier && !areSingleKeysOn()) return;
          if (isTyping(event) && !current.whileTyping) return;
          if (!hasModifier && document.querySelector("[role=dialog][data-blocks-keys]")) return;
          event.preventDefault();
          current.run(event);
        },
      ]),
    );
    // Its own rule would swallow Ctrl+S in a field; ours is above.
    const unbind = tinykeys(window, handlers, { ignore: (event) => event.isComposing });
    return () => {
      registered.delete(entry);
      unbind();
    };
  }, [scope, signature, enabled]);
}

import { useNavigate } from "@tanstack/react-router";
import { useKeys, type KeyBinding } from "../lib/keys.js";
import { keyLabel } from "../ui/key-hint.js";
import { appTexts } from "./app.texts.js";
import { useDestinations } from "./navigation.js";

const texts = appTexts.keyList;

/** Keys that work on every page: G then a letter, the command menu, the list of keys. */
export function useShellKeys({ openCommands, openKeys }: { readonly openCommands: () => void; readonly openKeys: () => void }): void {
  const navigate = useNavigate();
  const offered = useDestinations();
  useKeys(texts.anywhere, [
    { keys: "$mod+k", label: texts.commandMenu, run: openCommands, whileTyping: true },
    { keys: "[Shift]+?", label: texts.list, run: openKeys },
    ...offered.flatMap(({ name, url, key }): KeyBinding[] =>
      key ? [{ keys: `g ${key}`, label: texts.goTo(appTexts.nav[name]), run: () => void navigate(url) }] : [],
    ),
  ]);
}

/** The name of a key for the list; "?" needs Shift on most keyboards, and people call it "?". */
export function spokenKey(keys: string): string {
  return keys === "[Shift]+?" ? "?" : keyLabel(keys);
}

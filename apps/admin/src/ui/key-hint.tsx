import styles from "./key-hint.module.css";

const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** "$mod+k" as people of this system read it: "⌘K" or "Ctrl K"; "g o" as "G O". */
export function keyLabel(keys: string): string {
  return keys
    .split(" ")
    .map((press) =>
      press
        .split("+")
        .map((part) => (part === "$mod" ? (isApple ? "⌘" : "Ctrl") : part.length === 1 ? part.toUpperCase() : (names[part] ?? part)))
        .join(isApple && press.includes("$mod") ? "" : " "),
    )
    .join(" ");
}
const names: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Escape: "Esc", Shift: "⇧" };

/** A key, drawn small; for the eye only, since the control itself carries aria-keyshortcuts. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return <kbd className={styles["key"]} aria-hidden="true">{keyLabel(keys)}</kbd>;
}

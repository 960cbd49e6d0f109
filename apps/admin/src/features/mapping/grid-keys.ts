import type { KeyboardEvent } from "react";
import { areSingleKeysOn } from "../../lib/keys.js";

/** What a key press on the grid asks for. */
export type GridCommand =
  | { readonly to: "move"; readonly rows: number; readonly isExtending: boolean }
  | { readonly to: "jump"; readonly end: "first" | "last" }
  | { readonly to: "column"; readonly by: number }
  | { readonly to: "edge column"; readonly end: "first" | "last" }
  | { readonly to: "accept" | "clear" | "select" | "accept all" | "undo" | "leave" }
  | { readonly to: "alternative"; readonly index: number }
  | { readonly to: "pick"; readonly text: string };

type Press = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

/**
 * Reads one key press; null leaves it to the browser and to the keys of the whole page. A letter or digit opens the list of
 * services with it, so J and K only move while single-letter keys are on (WCAG 2.1.4).
 */
export function commandOf(press: Press, rowsPerPage: number): GridCommand | null {
  const { key, shiftKey } = press;
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) return withModifier(key);
  switch (key) {
    case "ArrowDown": return { to: "move", rows: 1, isExtending: shiftKey };
    case "ArrowUp": return { to: "move", rows: -1, isExtending: shiftKey };
    case "PageDown": return { to: "move", rows: rowsPerPage, isExtending: shiftKey };
    case "PageUp": return { to: "move", rows: -rowsPerPage, isExtending: shiftKey };
    case "ArrowRight": return { to: "column", by: 1 };
    case "ArrowLeft": return { to: "column", by: -1 };
    case "Home": return { to: "edge column", end: "first" };
    case "End": return { to: "edge column", end: "last" };
    case "Enter": return { to: "accept" };
    case "F2": return { to: "pick", text: "" };
    case "Backspace":
    case "Delete": return { to: "clear" };
    case " ": return { to: "select" };
    case "Escape": return { to: "leave" };
    case "1":
    case "2":
    case "3": return { to: "alternative", index: Number(key) - 1 };
    default: return letter(key);
  }
}

function withModifier(key: string): GridCommand | null {
  switch (key) {
    case "Enter": return { to: "accept all" };
    case "z":
    case "Z": return { to: "undo" };
    case "Home": return { to: "jump", end: "first" };
    case "End": return { to: "jump", end: "last" };
    default: return null;
  }
}

function letter(key: string): GridCommand | null {
  if (!/^[\p{L}\p{N}]$/u.test(key)) return null;
  if (areSingleKeysOn() && key === "j") return { to: "move", rows: 1, isExtending: false };
  if (areSingleKeysOn() && key === "k") return { to: "move", rows: -1, isExtending: false };
  return { to: "pick", text: key };
}

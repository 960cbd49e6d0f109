import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconX } from "@tabler/icons-react";
import { stateIcons } from "./state-icons.js";
import { uiTexts } from "./ui.texts.js";
import styles from "./toast.module.css";

export interface ToastInput {
  readonly message: string;
  readonly tone?: "good" | "failure" | "information";
  /** What takes it back; such a toast stays 10 seconds. */
  readonly undo?: ToastAction;
  /** What may be done next. */
  readonly action?: ToastAction;
  /** A later toast of the same topic takes its place. */
  readonly topic?: string;
}

interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

/** How long one with Undo stays, in milliseconds. */
export const undoTime = 10_000;

interface Toast extends ToastInput {
  readonly id: number;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says something at the bottom of the page, once. Failures are spoken at once, the rest politely (UX-105). */
export function toast(input: ToastInput): void {
  lastId += 1;
  const others = toasts.filter(({ topic }) => topic === undefined || topic !== input.topic);
  publish([...others.slice(-2), { ...input, id: lastId }]);
}

/** Takes back what was said of a topic. */
export function hush(topic: string): void {
  publish(toasts.filter((each) => each.topic !== topic));
}

function dismiss(id: number): void {
  publish(toasts.filter((each) => each.id !== id));
}

/** The app's one place for toasts: a polite and an assertive live region. Mounted once, in the shell. */
export function ToastRegion() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className={styles["region"]}>
      <div role="status" aria-live="polite">{shown.filter((each) => each.tone !== "failure").map((each) => <ToastCard key={each.id} toast={each} />)}</div>
      <div role="alert" aria-live="assertive">{shown.filter((each) => each.tone === "failure").map((each) => <ToastCard key={each.id} toast={each} />)}</div>
    </div>
  );
}

function ToastCard({ toast: { id, message, tone = "information", undo, action } }: { readonly toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  const left = useRef(undo || action || tone === "failure" ? undoTime : 5_000);
  useEffect(() => {
    if (isHeld) return;
    const started = Date.now();
    const timer = setTimeout(() => dismiss(id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1_500, left.current - (Date.now() - started));
    };
  }, [id, isHeld]);
  const hold = { onMouseEnter: () => setHeld(true), onMouseLeave: () => setHeld(false), onFocus: () => setHeld(true), onBlur: () => setHeld(false) };
  return (
    <div className={styles["toast"]} data-tone={tone} {...hold}>
      <span className={styles["icon"]}>{stateIcons[tone === "failure" ? "cloudBang" : tone === "good" ? "tick" : "info"]}</span>
      <span className={styles["message"]}>{message}</span>
      {[action, undo].map((offer) => offer ? (
        <button key={offer.label} type="button" className={styles["undo"]} onClick={() => { dismiss(id); offer.run(); }}>{offer.label}</button>
      ) : null)}
      <button type="button" className={styles["close"]} aria-label={uiTexts.dismiss} onClick={() => dismiss(id)}><IconX size={14} aria-hidden="true" /></button>
    </div>
  );
}

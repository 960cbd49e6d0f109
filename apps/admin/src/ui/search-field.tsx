import { IconSearch, IconX } from "@tabler/icons-react";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useKeys } from "../lib/keys.js";
import { KeyHint } from "./key-hint.js";
import { listControlsTexts as texts } from "./list-controls.texts.js";
import styles from "./list-controls.module.css";

interface SearchFieldProps {
  /** What is searched: "Search clients". Also its placeholder. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Milliseconds of quiet before a change is told; 0 for lists that are searched in the browser. */
  readonly wait?: number;
  /** Arrow down leaves the field for the list below it. */
  readonly onLeave?: () => void;
}

/** The search of a list. `/` goes to it, Escape empties it. */
export function SearchField({ label, value, onChange, wait = 200, onLeave }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const told = useRef(value);
  const tellNow = (next: string) => {
    told.current = next;
    onChange(next);
  };
  const tellLater = useDebouncedCallback(tellNow, wait);
  useEffect(() => {
    // The address bar may change it from outside; what is being typed is not outside.
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  useKeys(texts.scope, [{ keys: "/", label, run: () => input.current?.select() }]);
  const change = (next: string) => {
    setText(next);
    (wait === 0 ? tellNow : tellLater)(next);
  };
  return (
    <div className={styles["search"]}>
      <IconSearch size={16} stroke={1.6} aria-hidden="true" />
      <input
        ref={input} type="search" value={text} aria-label={label} placeholder={label} autoComplete="off" spellCheck={false} aria-keyshortcuts="/"
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && text) {
            event.preventDefault();
            setText("");
            tellNow("");
          } else if (event.key === "ArrowDown" && onLeave) {
            event.preventDefault();
            onLeave();
          }
        }}
      />
      {text ? (
        <button type="button" aria-label={texts.clear} onClick={() => { setText(""); tellNow(""); input.current?.focus(); }}><IconX size={14} aria-hidden="true" /></button>
      ) : (
        <KeyHint keys="/" />
      )}
    </div>
  );
}

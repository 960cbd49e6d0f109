import { Switch } from "@mantine/core";
import { useState } from "react";
import { activeKeys, areSingleKeysOn, setSingleKeys } from "../lib/keys.js";
import { Dialog } from "../ui/dialog.js";
import { appTexts } from "./app.texts.js";
import { spokenKey } from "./shell-keys.js";
import styles from "./key-list.module.css";

const texts = appTexts.keyList;

/** What `?` shows: every key of the present screen, and the switch that turns single letters off (WCAG 2.1.4). */
export function KeyList({ onClose }: { readonly onClose: () => void }) {
  const [isOn, setOn] = useState(areSingleKeysOn());
  const [groups] = useState(() => activeKeys().map(({ scope, bindings }) => ({ scope, bindings: [...bindings] })));
  return (
    <Dialog isOpen onClose={onClose} title={texts.title} size="md">
      <div className={styles["groups"]}>
        {groups.map(({ scope, bindings }) => (
          <section key={scope}>
            <h3>{scope}</h3>
            <dl className={styles["keys"]}>
              {bindings.map((binding) => (
                <div key={binding.keys}>
                  <dt>{binding.label}</dt>
                  <dd><kbd>{spokenKey(binding.keys)}</kbd></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        label={texts.single}
        description={isOn ? undefined : texts.singleOff}
        checked={isOn}
        onChange={(event) => {
          setSingleKeys(event.currentTarget.checked);
          setOn(event.currentTarget.checked);
        }}
      />
    </Dialog>
  );
}

import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { setDensity, useDensity } from "../lib/density.js";
import { useViewer } from "../lib/viewer.js";
import { KeyHint } from "../ui/key-hint.js";
import { appTexts } from "./app.texts.js";
import styles from "./user-menu.module.css";

const texts = appTexts.user;

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "").join("").toUpperCase();
}

/** Account, appearance, row height, keys, sign out. */
export function UserMenu({ onKeys }: { readonly onKeys: () => void }) {
  const viewer = useViewer();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useDensity();
  const [isLeaving, setLeaving] = useState(false);
  const tick = (isOn: boolean) => (isOn ? <IconCheck size={14} aria-hidden="true" /> : <span className={styles["noTick"]} />);
  const signOut = async () => {
    setLeaving(true);
    const { auth } = await import("../lib/auth.js");
    await auth.signOut();
    // A fresh page: nothing of this person's data stays in memory.
    window.location.assign("/sign-in");
  };
  return (
    <Menu position="bottom-end" width={240} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles["button"]} aria-label={texts.menu(viewer.name)}>{initials(viewer.name)}</button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles["who"]}>
          <strong>{viewer.name}</strong>
          <span>{viewer.email}</span>
          <span>{texts.role[viewer.role]}</span>
        </div>
        <Menu.Divider />
        <Menu.Label>{texts.scheme}</Menu.Label>
        {(Object.keys(texts.schemes) as MantineColorScheme[]).map((scheme) => (
          <Menu.Item key={scheme} leftSection={tick(colorScheme === scheme)} onClick={() => setColorScheme(scheme)} role="menuitemradio" aria-checked={colorScheme === scheme}>{texts.schemes[scheme]}</Menu.Item>
        ))}
        <Menu.Label>{texts.density}</Menu.Label>
        {(["dense", "comfortable"] as const).map((each) => (
          <Menu.Item key={each} leftSection={tick(density === each)} onClick={() => setDensity(each)} role="menuitemradio" aria-checked={density === each}>{texts.densities[each]}</Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item closeMenuOnClick rightSection={<KeyHint keys="?" />} onClick={onKeys}>{texts.keys}</Menu.Item>
        <Menu.Item disabled={isLeaving} onClick={() => void signOut()}>{texts.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Menu, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { accountUrl } from "../features/account/urls.js";
import { setDensity, useDensity, type Density } from "../lib/density.js";
import { leave } from "../lib/session.js";
import { useViewer } from "../lib/viewer.js";
import { KeyHint } from "../ui/key-hint.js";
import { appTexts } from "./app.texts.js";
import styles from "./user-menu.module.css";

const texts = appTexts.user;

const tick = <IconCheck size={14} aria-hidden="true" />;

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
  const signOut = async () => {
    setLeaving(true);
    const { auth } = await import("../lib/auth.js");
    await auth.signOut();
    leave();
  };
  return (
    <Menu position="bottom-end" width={272} closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={styles["button"]} aria-label={texts.menu(viewer.name)}>{initials(viewer.name)}</button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles["who"]}>
          <strong>{viewer.name}</strong>
          <span>{viewer.email}</span>
          <span>{texts.role[viewer.role]}</span>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{texts.scheme}</Menu.Label>
        <Menu.RadioGroup aria-label={texts.scheme} value={colorScheme} onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}>
          {(Object.keys(texts.schemes) as MantineColorScheme[]).map((scheme) => <Menu.RadioItem key={scheme} value={scheme} checkIcon={tick}>{texts.schemes[scheme]}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Label>{texts.density}</Menu.Label>
        <Menu.RadioGroup aria-label={texts.density} value={density} onChange={(to) => setDensity(to as Density)}>
          {(["dense", "comfortable"] as const).map((each) => <Menu.RadioItem key={each} value={each} checkIcon={tick}>{texts.densities[each]}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick renderRoot={(props) => <Link {...props} {...accountUrl} />}>{texts.account}</Menu.Item>
        <Menu.Item closeMenuOnClick rightSection={<KeyHint keys="?" />} onClick={onKeys}>{texts.keys}</Menu.Item>
        <Menu.Item disabled={isLeaving} onClick={() => void signOut()}>{texts.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

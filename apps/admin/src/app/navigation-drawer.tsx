import { Drawer } from "@mantine/core";
import { appTexts } from "./app.texts.js";
import type { ProblemCounts } from "./connection-query.js";
import { Links, Mark } from "./navigation.js";
import styles from "./navigation.module.css";

/** The navigation on a phone. */
export function NavigationDrawer({ onClose, problems }: { readonly onClose: () => void; readonly problems: ProblemCounts | undefined }) {
  return (
    <Drawer opened onClose={onClose} size={280} title={<span className={styles["brand"]}><Mark /> Tieout</span>} closeButtonProps={{ "aria-label": appTexts.close }} lockScroll={false}>
      <nav aria-label={appTexts.navLabel} className={styles["drawer"]}><Links problems={problems} onFollow={onClose} /></nav>
    </Drawer>
  );
}

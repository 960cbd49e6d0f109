import { Popover } from "@mantine/core";
import { useId, useState } from "react";
import { IconCopy, IconExternalLink, IconLink } from "@tabler/icons-react";
import { RelativeTime } from "./relative-time.js";
import { linkTexts } from "./link-mark.texts.js";
import styles from "./link-mark.module.css";

export interface LinkMarkValue {
  readonly ledgerKind: string;
  readonly ledgerId: string;
  readonly name: string | null;
  readonly url: string | null;
  readonly origin: keyof typeof linkTexts.origin;
  readonly linkedBy: string;
  readonly linkedAt: string;
  readonly isActive: boolean | null;
}

/** The neutral mark of a linked record: its id on hover and focus, who linked it, and the way into QuickBooks (UX-56). */
export function LinkMark({ link }: { readonly link: LinkMarkValue | null }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (!link) return null;
  const title = linkTexts.title(link.ledgerKind, link.ledgerId);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" withinPortal trapFocus={false} returnFocus={false} offset={4}>
      <Popover.Target>
        <button
          type="button" className={styles["mark"]} aria-label={title} aria-expanded={isOpen} aria-controls={id}
          data-inactive={link.isActive === false || undefined}
          onClick={(event) => { event.stopPropagation(); setOpen((open) => !open); }}
          onMouseEnter={() => setOpen(true)} onFocus={() => setOpen(true)}
          onMouseLeave={(event) => { if (!(event.relatedTarget instanceof Element && event.relatedTarget.closest(`[id="${id}"]`))) setOpen(false); }}
        >
          <IconLink size={15} stroke={1.6} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown id={id} className={styles["card"]} onMouseLeave={() => setOpen(false)}>
        <div className={styles["title"]}>{link.name ?? title}</div>
        {link.name ? <div className={styles["muted"]}>{title}</div> : null}
        {link.isActive === false ? <div className={styles["attention"]}>{linkTexts.inactive}</div> : null}
        <div className={styles["muted"]}>
          {linkTexts.origin[link.origin]} · {link.linkedBy} · <RelativeTime at={link.linkedAt} isQuiet />
        </div>
        <div className={styles["actions"]}>
          {link.url ? (
            <a href={link.url} target="_blank" rel="noreferrer"><IconExternalLink size={14} aria-hidden="true" /> {linkTexts.open}</a>
          ) : null}
          <button type="button" onClick={() => void navigator.clipboard?.writeText(link.ledgerId)}><IconCopy size={14} aria-hidden="true" /> {linkTexts.copy}</button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

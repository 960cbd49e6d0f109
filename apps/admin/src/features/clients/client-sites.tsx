import { IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { LinkMark } from "../../ui/link-mark.js";
import { Section } from "../../ui/page.js";
import { StateChip } from "../../ui/state-chip.js";
import type { ClientDetail } from "./client-query.js";
import { clientsTexts } from "./clients.texts.js";
import { SiteDialog } from "./site-dialog.js";
import styles from "./clients.module.css";

const texts = clientsTexts.page;
export type SiteDetail = ClientDetail["sites"][number];

/** The client's sites, added and edited in place. */
export function ClientSites({ clientId, sites, onChanged }: { readonly clientId: string; readonly sites: readonly SiteDetail[]; readonly onChanged: () => void }) {
  const [edited, setEdited] = useState<SiteDetail | "new" | null>(null);
  const mayEdit = useMay("createSite");
  return (
    <Section
      title={texts.sites} lead={texts.sitesLead}
      actions={<Button size="sm" icon={<IconPlus size={14} aria-hidden="true" />} blockedBecause={mayEdit ? null : clientsTexts.addForbidden} onClick={() => setEdited("new")}>{texts.addSite}</Button>}
    >
      {sites.length === 0 ? <p className={styles["muted"]}>{texts.noSites}</p> : (
        <ul className={styles["lines"]}>
          {sites.map((site) => (
            <li key={site.id} data-inactive={!site.isActive || undefined}>
              <span className={styles["name"]}>{site.name}<LinkMark link={site.link} /></span>
              <span className={styles["grow"]}><span className={styles["muted"]}>{[site.address.line1, site.address.city, site.address.state].filter(Boolean).join(", ")}</span></span>
              <StateChip of="record" state={site.syncState} reason={site.syncReason} />
              {mayEdit ? <Button size="sm" look="quiet" aria-label={texts.editSite(site.name)} onClick={() => setEdited(site)}><IconPencil size={15} stroke={1.6} aria-hidden="true" /></Button> : null}
            </li>
          ))}
        </ul>
      )}
      {edited ? (
        <SiteDialog
          clientId={clientId} site={edited === "new" ? null : edited} onClose={() => setEdited(null)}
          onSaved={() => {
            setEdited(null);
            onChanged();
          }}
        />
      ) : null}
    </Section>
  );
}

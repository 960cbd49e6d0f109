import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useClient } from "urql";
import { useMay } from "../../lib/viewer.js";
import { Button } from "../../ui/button.js";
import { toast } from "../../ui/toast.js";
import { runTieOutMutation, tieOutRunQuery } from "./tie-out-query.js";
import { tieOutTexts } from "./tie-out.texts.js";
import styles from "./tie-out.module.css";

const texts = tieOutTexts.run;
/** A tie-out takes a second; behind a long sync it waits for its end. */
const lookEveryMs = 600;
const looks = 200;

/** Makes a proof now; the page shows it when the run is done. With QuickBooks' report it says what that costs before. */
export function RunTieOut({ onDone }: { readonly onDone: () => void }) {
  const client = useClient();
  const may = useMay("runTieOut");
  const [isBusy, setBusy] = useState(false);

  const start = async (checkReport: boolean) => {
    setBusy(true);
    try {
      const { data, error } = await client.mutation(runTieOutMutation, { input: { checkReport } }).toPromise();
      const refusal = data?.runTieOut.userErrors[0]?.message ?? error?.message;
      const run = data?.runTieOut.run;
      if (refusal || !run) return toast({ tone: "failure", message: refusal ?? texts.failed });
      for (let look = 0; look < looks; look += 1) {
        const found = (await client.query(tieOutRunQuery, { id: run.id }, { requestPolicy: "network-only" }).toPromise()).data?.run;
        if (found?.state === "SUCCEEDED") {
          if (found.summary) toast({ message: found.summary });
          return onDone();
        }
        if (found && !["QUEUED", "RUNNING"].includes(found.state)) return toast({ tone: "failure", message: found.failure ?? found.summary ?? texts.failed });
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    } finally {
      setBusy(false);
    }
  };

  const block = may ? null : texts.forbidden;
  return (
    <div className={styles["split"]}>
      <Button look="primary" isBusy={isBusy} blockedBecause={block} onClick={() => void start(false)}>{texts.now}</Button>
      {block ? null : (
        <Menu position="bottom-end">
          <Menu.Target><Button look="primary" aria-label={texts.menu} isBusy={isBusy}><IconChevronDown size={16} stroke={1.6} aria-hidden="true" /></Button></Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void start(false)}><Choice title={texts.plain} cost={texts.plainCost} /></Menu.Item>
            <Menu.Item onClick={() => void start(true)}><Choice title={texts.withReport} cost={texts.withReportCost} /></Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function Choice({ title, cost }: { readonly title: string; readonly cost: string }) {
  return <span className={styles["choice"]}><span>{title}</span><span className={styles["day"]}>{cost}</span></span>;
}

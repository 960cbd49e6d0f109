import { Menu } from "@mantine/core";
import { IconChevronDown, IconRefresh } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMutation } from "urql";
import { runUrl } from "../features/runs/urls.js";
import { graphql, type VariablesOf } from "../lib/graphql.js";
import { useMay } from "../lib/viewer.js";
import { Button } from "../ui/button.js";
import { toast } from "../ui/toast.js";
import { appTexts } from "./app.texts.js";
import type { ShellConnection } from "./connection-query.js";
import styles from "./sync-button.module.css";

const texts = appTexts.sync;

const syncNowMutation = graphql(`
  mutation SyncNow($input: SyncNowInput) {
    syncNow(input: $input) { run { id number state kind phase done total } userErrors { code field message } }
  }
`);

/** Starts a run through the same pipe as the hourly one; never optimistic: it says the run's number when there is one. */
export function useSyncNow() {
  const [{ fetching }, execute] = useMutation(syncNowMutation);
  const navigate = useNavigate();
  return {
    isBusy: fetching,
    start: async (input: NonNullable<VariablesOf<typeof syncNowMutation>["input"]>) => {
      const { data, error } = await execute({ input });
      const refusal = data?.syncNow.userErrors[0]?.message ?? (error ? error.message : undefined);
      if (refusal) toast({ tone: "failure", message: refusal });
      const run = data?.syncNow.run;
      if (!run) return;
      toast({ message: texts.started(run.number) });
      if (input.dryRun) await navigate(runUrl(run.id));
    },
  };
}

/** Why a run cannot be started now, in words; null when it can. */
export function useSyncBlock(connection: ShellConnection | undefined): string | null {
  const may = useMay("syncNow");
  if (!may) return texts.forbidden;
  if (!connection || connection.state === "NEVER_CONNECTED" || connection.state === "DISCONNECTED") return texts.notConnected;
  if (connection.stage !== "ENABLED") return texts.notEnabled;
  if (connection.state === "PAUSED" || connection.state === "ACTION_REQUIRED") return connection.stateReason;
  return connection.currentRun && connection.currentRun.state !== "WAITING" ? texts.running : null;
}

/** "Sync now", with a choice of what. */
export function SyncButton({ connection }: { readonly connection: ShellConnection | undefined }) {
  const { start, isBusy } = useSyncNow();
  const block = useSyncBlock(connection);
  const waitsFor = connection?.currentRun?.state === "WAITING" ? connection.stateReason : null;
  return (
    <div className={styles["split"]}>
      <Button blockedBecause={block} isBusy={isBusy} icon={<IconRefresh size={16} stroke={1.6} aria-hidden="true" />} onClick={() => void start({ dryRun: false })} aria-label={texts.all} title={waitsFor ? texts.goesOn(waitsFor) : undefined}>
        <span className={styles["word"]}>{texts.all}</span>
      </Button>
      {block ? null : (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button aria-label={texts.menu} isBusy={isBusy}><IconChevronDown size={16} stroke={1.6} aria-hidden="true" /></Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void start({ kinds: ["CLIENTS"], dryRun: false })}>{texts.clients}</Menu.Item>
            <Menu.Item onClick={() => void start({ kinds: ["INVOICES"], dryRun: false })}>{texts.invoices}</Menu.Item>
            <Menu.Item onClick={() => void start({ kinds: ["TIMESHEETS"], dryRun: false })}>{texts.time}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => void start({ dryRun: true })}>{texts.preview}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

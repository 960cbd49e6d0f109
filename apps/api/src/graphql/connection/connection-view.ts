import { connectionSettings, describeProblem, switchStates, type ConnectionSettings, type LedgerCompany } from "@tieout/domain";
import { activeRun, currentConnection, ledgerPace, listSchedules, previousCompanyName, signInRefusal, waitingPlan, type ConnectionRow, type FirmSession, type PlanView, type RunView, type ScheduleView, type SignInRefusal } from "@tieout/store";
import { whenTriedAgain } from "@tieout/sync";
import type { LedgerConnectionType } from "./connection.type.js";
import { shownRules } from "./field-rules.js";
import { switchTexts } from "./switch-texts.js";

/** What the connection's fields are read from. */
export interface ConnectionView extends Omit<LedgerConnectionType, "currentRun"> {
  /** The row behind it; null before the first connection. */
  row: ConnectionRow | null;
  currentRun: RunView | null;
  openPlan: PlanView | null;
}

/** The firm's connection in one view: the row, what runs, what is late, and the one word for it. */
export async function readConnection(session: FirmSession, environment: ConnectionRow["environment"]): Promise<ConnectionView> {
  const row = await currentConnection(session);
  const settings = connectionSettings((row?.settings ?? {}) as Partial<ConnectionSettings>);
  const company = row && Object.keys(row.company).length > 0 ? (row.company as unknown as LedgerCompany) : null;
  const live = row && row.state !== "disconnected" ? row : null;
  const schedules = live ? await listSchedules(session, live.id) : [];
  const currentRun = live ? await activeRun(session, live.id) : null;
  const openPlan = live ? await waitingPlan(session) : null;
  const pausedUntil = live ? (await ledgerPace(session, live.realmHash)).pausedUntil : null;
  const refusal = live?.state === "enabled" ? await signInRefusal(session, live.id) : null;
  const isStranded = schedules.length === 0 && !currentRun && !openPlan;
  return {
    // One connection a firm: it keeps its identity over reconnects, so that caches do too.
    id: session.firmId,
    row,
    ...shownState(row, { schedules, currentRun, openPlan, pausedUntil, refusal }),
    isSignInDoubted: refusal !== null,
    stage: stageOf(live, isStranded),
    environment: row?.environment ?? environment,
    companyName: row?.companyName ?? null,
    company,
    previousCompanyName: row?.state === "confirming" ? await previousCompanyName(session, row.realmHash) : null,
    authorizedBy: row?.authorizedBy ?? null,
    authorizedAt: row?.authorizedAt ?? null,
    enabledAt: row?.enabledAt ?? null,
    lastSuccessAt: row?.lastSuccessAt ?? null,
    nextTickAt: row?.state === "enabled" ? (schedules.map((schedule) => schedule.nextDueAt).sort()[0] ?? null) : null,
    schedules: schedules.map((schedule) => ({ ...schedule, idleTicks: Number(schedule.idleTicks) })),
    preflight: (row?.preflight ?? []) as unknown as LedgerConnectionType["preflight"],
    checkedAt: row?.checkedAt ?? null,
    settings: {
      switches: switchStates(settings, company).map(({ key, isOn, isLocked, reason, isFixed, dependencies }) => ({ key, ...switchTexts[key], isOn, canChange: !isLocked, reason, isFixed, dependencies: [...dependencies] })),
      startDate: row?.startDate ?? null,
      intervalMinutes: row?.intervalMinutes ?? 60,
      fieldRules: shownRules(settings.policies),
      approval: settings.approval,
      savedAt: row?.settingsSavedAt ?? null,
    },
    currentRun,
    openPlan,
  };
}

interface Circumstances {
  schedules: readonly ScheduleView[];
  currentRun: RunView | null;
  openPlan: PlanView | null;
  pausedUntil: string | null;
  refusal: SignInRefusal | null;
}

/** The one word for how the connection stands, and why. */
function shownState(row: ConnectionRow | null, { schedules, currentRun, openPlan, pausedUntil, refusal }: Circumstances): Pick<LedgerConnectionType, "state" | "stateReason"> {
  if (!row) return { state: "never-connected", stateReason: null };
  switch (row.state) {
    case "disconnected":
      return { state: "disconnected", stateReason: row.stateReason };
    case "paused":
      return { state: "paused", stateReason: row.stateReason };
    case "action-required":
      return { state: "action-required", stateReason: row.stateReason };
    case "confirming":
      return { state: "action-required", stateReason: `Say whether ${row.companyName} is the right company.` };
    case "ready":
      return { state: "action-required", stateReason: "Choose what to sync, then enable it." };
    case "enabled": {
      if (currentRun?.state === "running") return { state: "running", stateReason: null };
      if (refusal) return { state: "delayed", stateReason: `${describeProblem("sign-in-refused", { when: whenTriedAgain(refusal) }).title}.` };
      if (pausedUntil) return { state: "delayed", stateReason: "QuickBooks asked for a pause; work goes on by itself afterwards." };
      // A run that only waits is not under way: nothing is read or sent before its time, or before somebody presses Sync now.
      if (currentRun?.state === "waiting" && currentRun.waitingUntil) return { state: "delayed", stateReason: currentRun.summary ?? "A run waits for QuickBooks and goes on by itself." };
      if (currentRun) return { state: "running", stateReason: null };
      if (openPlan && schedules.length === 0) return { state: "action-required", stateReason: "The first plan waits for your approval. Nothing is written to QuickBooks before." };
      // Thrown away, cancelled or failed: nothing runs by itself until a first plan is approved.
      if (schedules.length === 0) return { state: "action-required", stateReason: "There is no first plan any more, so nothing is synced. Enable again to make one." };
      const failing = schedules.find((schedule) => schedule.failuresInARow > 1);
      if (failing) return { state: "delayed", stateReason: `The last ${failing.failuresInARow} syncs of ${failing.kind} failed; the next one tries again.` };
      if (schedules.some((schedule) => schedule.isLate)) return { state: "delayed", stateReason: "A sync is due and has not begun. It starts when a worker is free." };
      return { state: "healthy", stateReason: null };
    }
  }
}

/** How far setting up has come. `isStranded`: the first plan is gone without approval and nothing runs, so enabling is the next step again. */
function stageOf(row: ConnectionRow | null, isStranded: boolean): string {
  if (!row) return "none";
  if (row.enabledAt && !(row.state === "enabled" && isStranded)) return "enabled";
  return row.state === "confirming" ? "confirming" : "ready";
}

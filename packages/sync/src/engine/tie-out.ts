import { createHash } from "node:crypto";
import { canonicalJson, newId, tieOut, tieOutResult, type ReportCheck, type TieOutStatement } from "@tieout/domain";
import { insertTieOut, lastTieOutHash, tieOutInput, type NewTieOut } from "@tieout/store";
import { keepCost } from "./cost.js";
import { finishIdle } from "./finish.js";
import { proveMovedInvoices } from "./prove.js";
import { checkReport } from "./report-check.js";
import { read, underLease, type RunContext } from "./run-context.js";
import { sense } from "./sense.js";
import { senseOrder } from "./shares.js";
import { settleTieOutProblems } from "./tie-out-problems.js";
import { summarizeTieOut } from "./tie-out-summary.js";

/** Work of its own: the nightly proof, which calls nobody, or one a person asked for, with the ledger's report when they want it. */
export async function tieOutOnRequest(run: RunContext): Promise<void> {
  const { trigger } = run.work;
  run.phase = "prove";
  run.progress();
  const check = run.scope.isChecked ? await askLedger(run) : null;
  const statement = await proveFirm(run, { trigger: trigger === "user" || trigger === "api" ? trigger : "schedule", check });
  await keepCost(run);
  await finishIdle(run, { summary: summarizeTieOut(statement), hasAsked: check !== null });
}

/** The mirror is brought up to date first, or the report would be held against yesterday. */
async function askLedger(run: RunContext): Promise<ReportCheck> {
  await sense(run, { ...senseOrder(run), feed: "always", sweeps: [] });
  await proveMovedInvoices(run);
  return checkReport(run);
}

/**
 * Ties out the firm as it stands and keeps the signed statement. Rests on the mirror alone. After a run it is kept only when figures
 * moved since the last one of the day.
 */
export async function proveFirm(run: RunContext, { trigger, check }: { trigger: NewTieOut["trigger"]; check: ReportCheck | null }): Promise<TieOutStatement> {
  const { facts, firmName, companyName, at } = await read(run, (session) => tieOutInput(session, run.connectionId));
  const figures = tieOut(facts);
  const figuresHash = sha256(canonicalJson(figures));
  const statement: TieOutStatement = { format: "tieout/1", id: newId(), firm: firmName, company: companyName, provenAt: at, figures, check };
  const text = canonicalJson(statement);
  const { value, keyVersion, publicKey } = run.sign(text, run.firmId);
  const isOpen = check !== null && check.differences.length > 0;
  await underLease(run, async (session) => {
    await settleTieOutProblems(session, run.connectionId, statement);
    if (trigger === "run" && (await lastTieOutHash(session, run.connectionId))?.figuresHash === figuresHash) return;
    await insertTieOut(session, {
      id: statement.id, connectionId: run.connectionId, asOf: figures.asOf, provenAt: at, trigger, requestedBy: trigger === "schedule" ? null : run.requestedBy, runId: run.runId,
      result: isOpen ? "open" : tieOutResult(figures), statement, figuresHash, hash: sha256(text), signature: value, keyVersion, publicKey,
    });
  });
  return statement;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

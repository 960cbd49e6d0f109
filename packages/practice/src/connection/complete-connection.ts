import { HubError, newId, type LedgerCompany, type LedgerGrant } from "@tieout/domain";
import { addUsage, connectionOfRealm, connectionsOfRealm, currentConnection, insertConnection, insertRecordEvent, patchConnection, saveGrant, takeOauthState, wakeHeldWork, type CallUsage, type ConnectionRow, type FirmSession, type Vault } from "@tieout/store";
import type { PracticeContext } from "../context.js";
import { sha256 } from "./begin-connection.js";
import { sealGrant } from "./seal-grant.js";

export interface ConsentReturn {
  state: string;
  sessionId: string;
  realmId: string;
  environment: ConnectionRow["environment"];
  /** Exchanges the code for a grant; called once the state is proven ours. */
  exchange(): Promise<LedgerGrant>;
  /** Reads the company with the new grant, before anything is stored, and says what that cost. */
  readCompany(grant: LedgerGrant): Promise<{ company: LedgerCompany; usage: CallUsage }>;
  /** Gives a grant back that we refuse to keep. */
  revoke(grant: LedgerGrant): Promise<void>;
}

/** The company that consent was given for is not the one this firm is bound to. */
export class OtherCompanyError extends HubError {
  constructor(readonly connected: string, readonly chosen: string) {
    super("CONFLICT", `This firm is connected to ${connected}, but you chose ${chosen}. Nothing was changed. Go back and choose ${connected}, or disconnect it first to start a separate set of links with ${chosen}.`);
  }
}

/**
 * Ends the way to Intuit and back: state proven, company read and compared, tokens sealed and stored (R1, R2).
 * The same company gets its links back; another one is a new epoch with links of its own, and only after the old one was disconnected.
 * @throws HubError `NOT_ALLOWED` for a state that is not this session's, `OtherCompanyError`, `CONFLICT` when another firm has the company.
 */
export async function completeConnection({ store, actor, vault }: PracticeContext & { vault: Vault }, returned: ConsentReturn): Promise<{ connection: ConnectionRow; returnPath: string }> {
  const state = await store.withFirm(actor.firmId, (session) => takeOauthState(session, sha256(returned.state)));
  if (!state || state.sessionHash !== sha256(returned.sessionId) || state.userId !== actor.id) {
    throw new HubError("NOT_ALLOWED", "This answer from QuickBooks does not belong to your session, or it is older than ten minutes. Nothing was changed. Press Connect again.");
  }
  const grant = await returned.exchange();
  const holdersOf = (realmHash: string) => store.withFirm(actor.firmId, ({ query }) => connectionsOfRealm(query, realmHash));
  const giveBack = (refused: LedgerGrant) => returned.revoke(refused).catch(() => undefined);
  const { company, usage } = await returned.readCompany(grant).catch(async (error: unknown) => {
    // A company that is connected already keeps what it has: giving back ends the whole grant.
    if ((await holdersOf(vault.fingerprint(returned.realmId))).length === 0) await giveBack(grant);
    throw error;
  });
  try {
    const connection = await store.withFirm(actor.firmId, async (session) => {
      const realmHash = vault.fingerprint(returned.realmId);
      await refuseTakenRealm(session, realmHash, company.name);
      const bound = await bindCompany(session, { realmHash, company, returned, vault, authorizedBy: actor.name });
      await saveGrant(session, bound.id, sealGrant(vault, bound.id, grant));
      // What waits for a sign-in that was refused waits no longer.
      await wakeHeldWork(session, bound.id, { isAsked: true });
      await addUsage(session, bound.id, usage);
      await insertRecordEvent(session, actor, { kind: "connection", recordId: bound.id, action: "authorised", changes: [{ path: "companyName", before: null, after: company.name }] });
      return bound;
    });
    return { connection, returnPath: state.returnPath };
  } catch (error) {
    await giveBack(grant);
    throw isTaken(error) ? takenByOther(company.name) : error;
  }
}

async function refuseTakenRealm(session: FirmSession, realmHash: string, companyName: string): Promise<void> {
  const holders = await connectionsOfRealm(session.query, realmHash);
  if (holders.some(({ firmId }) => firmId !== session.firmId)) {
    throw takenByOther(companyName);
  }
}

/** Another firm bound the company between our look and our write. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "constraint" in error && error.constraint === "one_firm_per_company";
}

function takenByOther(companyName: string): HubError {
  return new HubError("CONFLICT", `${companyName} is already connected to another firm in this Tieout. One company belongs to one firm; disconnect it there first.`);
}

async function bindCompany(
  session: FirmSession,
  { realmHash, company, returned, vault, authorizedBy }: { realmHash: string; company: LedgerCompany; returned: ConsentReturn; vault: Vault; authorizedBy: string },
): Promise<ConnectionRow> {
  const current = await currentConnection(session);
  if (current && current.state !== "disconnected") {
    if (current.realmHash !== realmHash) throw new OtherCompanyError(current.companyName, company.name);
    return patchConnection(session, current.id, { ...reopened(current), companyName: company.name, company, authorizedBy });
  }
  const earlier = await connectionOfRealm(session, realmHash);
  if (earlier) return patchConnection(session, earlier.id, { ...reopened(earlier), companyName: company.name, company, authorizedBy });
  const id = newId();
  return insertConnection(session, { id, environment: returned.environment, realmCipher: vault.seal(returned.realmId, id), realmHash, companyName: company.name, company, authorizedBy });
}

/** Where a reconnect leads: on with what ran before, else to the question whether it is the right company. A pause is somebody's word and stands. */
function reopened(connection: ConnectionRow): Pick<ConnectionRow, "state" | "stateReason"> {
  if (connection.state === "paused") return { state: "paused", stateReason: connection.stateReason };
  if (connection.enabledAt) return { state: "enabled", stateReason: null };
  return { state: connection.settingsSavedAt ? "ready" : "confirming", stateReason: null };
}

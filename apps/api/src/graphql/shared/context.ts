import { callBudget, HubError, type CallBudget } from "@tieout/domain";
import type { PracticeContext } from "@tieout/practice";
import { callBudgetSettings, type FirmSession } from "@tieout/store";
import { actorOf, type Caller, type PersonCaller } from "../../auth/caller.js";
import type { Container } from "../../container.js";
import { LedgerLinks } from "./ledger-links.js";
import { createLoaders, type Loaders } from "./loaders.js";
import { ReadSession } from "./read-session.js";

export interface RequestFacts {
  caller: Caller | null;
  requestId: string;
  idempotencyKey: string | null;
}

/** What every resolver is given: who asks, and the house. One per request. A class whose state lies in what it refers to: Apollo works on a copy. */
export class Context {
  readonly app: Container;
  readonly caller: Caller | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly loaders: Loaders;
  /** Addresses of records in QuickBooks, and the connection they belong to. */
  readonly links: LedgerLinks;
  /** The firm's budget of metered calls, read once. */
  readonly callBudget: () => Promise<CallBudget>;
  /** Set when the answer is one given before to the same idempotency key. */
  isReplay = false;
  /** Reads rows of the caller's firm. */
  readonly read: <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>;
  /** For a request that only reads: all its reads happen in one transaction, until `endReads`. */
  readonly shareReads: () => void;
  readonly endReads: () => Promise<void>;

  constructor(app: Container, { caller, requestId, idempotencyKey }: RequestFacts) {
    this.app = app;
    this.caller = caller;
    this.requestId = requestId;
    this.idempotencyKey = idempotencyKey;
    let shared: ReadSession | null = null;
    this.read = (work) => (shared ? shared.read(work) : app.store.withFirm(this.signedIn.firmId, work));
    this.shareReads = () => {
      if (caller) shared = new ReadSession(app.store, caller.firmId);
    };
    this.endReads = async () => shared?.end();
    let budget: Promise<CallBudget> | null = null;
    this.callBudget = () => (budget ??= this.read(callBudgetSettings).then(callBudget));
    this.loaders = createLoaders(this.read);
    this.links = new LedgerLinks(app, this.read);
  }

  /** For guarded fields, where somebody surely asks. */
  get signedIn(): Caller {
    if (!this.caller) throw new HubError("NOT_ALLOWED", "Sign in first.");
    return this.caller;
  }

  /** For fields that keep API keys out. */
  get person(): PersonCaller {
    const who = this.signedIn;
    if (who.kind !== "person") throw new HubError("NOT_ALLOWED", "This is for people; API keys cannot do it.");
    return who;
  }

  /** What set off a run that this request asks for. */
  get trigger(): "user" | "api" {
    return this.signedIn.kind === "person" ? "user" : "api";
  }

  /** What operations of `@tieout/practice` take. */
  get practice(): PracticeContext {
    return { store: this.app.store, clock: this.app.clock, actor: actorOf(this.signedIn) };
  }
}

import { HubError } from "@tieout/domain";
import type { PracticeContext } from "@tieout/practice";
import type { FirmSession } from "@tieout/store";
import { actorOf, type Caller, type PersonCaller } from "../../auth/caller.js";
import type { Container } from "../../container.js";
import { LedgerLinks } from "./ledger-links.js";
import { createLoaders, type Loaders } from "./loaders.js";

export interface RequestFacts {
  caller: Caller | null;
  requestId: string;
  idempotencyKey: string | null;
}

/** What every resolver is given: who asks, and the house. One per request. A class, since Apollo copies contexts and would run an object's getters. */
export class Context {
  readonly app: Container;
  readonly caller: Caller | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  readonly loaders: Loaders;
  /** Addresses of records in QuickBooks, and the connection they belong to. */
  readonly links: LedgerLinks;
  /** Set when the answer is one given before to the same idempotency key. */
  isReplay = false;
  /** Reads rows of the caller's firm. */
  readonly read: <T>(work: (session: FirmSession) => Promise<T>) => Promise<T>;

  constructor(app: Container, { caller, requestId, idempotencyKey }: RequestFacts) {
    this.app = app;
    this.caller = caller;
    this.requestId = requestId;
    this.idempotencyKey = idempotencyKey;
    this.read = (work) => app.store.withFirm(this.signedIn.firmId, work);
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

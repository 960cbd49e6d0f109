import type { Actor, Role } from "@tieout/domain";
import type { Scope } from "./scopes.js";

/** A person signed in to one firm. */
export interface PersonCaller {
  readonly kind: "person";
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly firmId: string;
  readonly sessionId: string;
  readonly hasTwoFactor: boolean;
}

/** A machine with a key of one firm. */
export interface KeyCaller {
  readonly kind: "api-key";
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly firmId: string;
}

export type Caller = PersonCaller | KeyCaller;

/** On whose word the caller's operations happen. */
export function actorOf(caller: Caller): Actor {
  return { firmId: caller.firmId, kind: caller.kind, id: caller.id, name: caller.name };
}

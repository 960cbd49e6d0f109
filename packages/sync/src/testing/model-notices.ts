import { readNotification } from "@tieout/quickbooks";
import type { EmulatorOptions } from "@tieout/quickbooks-emulator";
import { randomOf } from "./fault-matrix.js";
import type { SyncFixture } from "./sync-fixture.js";

/** How news of QuickBooks reach us: not at all, as they come, or lost, repeated and in another order. */
export const noticeWays = ["none", "as they come", "lost, repeated and shuffled"] as const;
export type NoticeWay = (typeof noticeWays)[number];

export interface Notices {
  /** What the firm's emulator is created with. */
  emulator: EmulatorOptions;
  /** What is under way arrives, as far as it does, and what it asks for is done. */
  arrive(firm: SyncFixture): Promise<void>;
}

/** The way between the webhooks of QuickBooks and the hub. */
export function unreliableNotices(way: NoticeWay): Notices {
  const underWay: string[] = [];
  const next = randomOf(1);
  const deliver = async (request: Request): Promise<Response> => {
    underWay.push(await request.text());
    return new Response();
  };
  return {
    emulator: way === "none" ? {} : { webhooks: [{ url: "http://hub.example/quickbooks/webhook", verifierToken: "token", deliver }] },
    async arrive(firm) {
      if (way === "none") return;
      await firm.emulator.webhooksSettled();
      let bodies = underWay.splice(0);
      if (way === "lost, repeated and shuffled") {
        const repeated = bodies.flatMap((body) => Array.from({ length: Math.floor(next() * 3) }, () => ({ body, order: next() })));
        bodies = repeated.toSorted((a, b) => a.order - b.order).map(({ body }) => body);
        // Some are late: they come after news of what happened later.
        underWay.push(...bodies.splice(0, next() < 0.3 ? 1 : 0));
      }
      for (const { notices } of bodies.flatMap((body) => readNotification(body) ?? [])) await firm.engine.receiveNotices({ realmHash: firm.realmHash, notices });
      if (bodies.length === 0) return;
      await firm.advance(5);
      await firm.drain();
    },
  };
}

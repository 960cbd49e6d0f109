import { HubError, LedgerError } from "@tieout/domain";
import { completeConnection, OtherCompanyError } from "@tieout/practice";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { actorOf } from "../auth/caller.js";
import type { Container } from "../container.js";
import { callbackPath } from "../ledger/quickbooks.js";
import { whoAsks } from "./caller-hook.js";

/** How consent ended; the page shows it once. Kept in a cookie, since an address could be made up by anybody. */
interface ConnectNotice {
  result: "connected" | "declined" | "other-company" | "failed";
  message: string;
}

const settingsPage = "/settings/quickbooks";
const Returned = z.object({ code: z.string().min(1), state: z.string().min(1), realmId: z.string().regex(/^\d{1,30}$/) });

/** The way back from Intuit: the state is proven to be this session's, then the grant is stored (R1, R2). */
export function registerQuickBooksCallback(server: FastifyInstance, app: Container): void {
  server.get(callbackPath, { onRequest: whoAsks(app) }, async (request, reply) => {
    const { caller } = request;
    if (caller?.kind !== "person") return finish(app, reply, "/sign-in", { result: "failed", message: "Sign in, then press Connect again. Nothing was changed." });
    if (caller.role !== "admin") return finish(app, reply, settingsPage, { result: "failed", message: "Connecting QuickBooks needs the role admin. Nothing was changed." });
    const returned = Returned.safeParse(request.query);
    if (!returned.success) return finish(app, reply, settingsPage, { result: "declined", message: "Not connected, nothing changed. Press Connect to try again." });

    const { code, state, realmId } = returned.data;
    const { quickBooks, store, clock, vault, config } = app;
    try {
      const { connection, returnPath } = await completeConnection(
        { store, clock, vault, actor: actorOf(caller) },
        {
          state,
          sessionId: caller.sessionId,
          realmId,
          environment: config.environment,
          exchange: () => quickBooks.intuit.exchange(code),
          readCompany: (grant) => quickBooks.readCompany(realmId, grant),
          revoke: (grant) => quickBooks.intuit.revoke(grant.refreshToken),
        },
      );
      return finish(app, reply, returnPath, { result: "connected", message: `Connected to ${connection.companyName}.` });
    } catch (error) {
      if (error instanceof OtherCompanyError) return finish(app, reply, settingsPage, { result: "other-company", message: error.message });
      if (error instanceof HubError && error.code !== "CONFIGURATION") return finish(app, reply, settingsPage, { result: "failed", message: error.message });
      request.log.error({ request: request.id, reason: error instanceof LedgerError ? error.code : "unexpected" }, "connecting QuickBooks failed");
      return finish(app, reply, settingsPage, { result: "failed", message: "QuickBooks did not answer as it should. Nothing was changed; press Connect to try again." });
    }
  });
}

/** The script of our pages reads the notice and deletes it, hence no HttpOnly. */
function finish(app: Container, reply: FastifyReply, path: string, notice: ConnectNotice): FastifyReply {
  const secure = app.config.publicUrl.startsWith("https://") ? "; Secure" : "";
  return reply.header("set-cookie", `tieout_connect_notice=${encodeURIComponent(JSON.stringify(notice))}; Path=/; Max-Age=60; SameSite=Lax${secure}`).redirect(path, 303);
}

import { HubError, settingSwitches, type SettingSwitch } from "@tieout/domain";
import { beginConnection, confirmConnection, disconnect, liveConnection, pauseConnection, recordPreflight, resumeConnection, saveCallBudget, saveConnectionSettings, setDefaultItem } from "@tieout/practice";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { Access, admins, bookkeepers, everybody } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOrNull } from "../shared/global-id.js";
import { idempotent } from "../shared/idempotency.js";
import { answer } from "../shared/user-error.js";
import { ConfirmCompanyInput, ConnectQuickBooksInput, DisconnectQuickBooksInput, PauseConnectionInput, SaveCallBudgetInput, SaveConnectionSettingsInput, SetDefaultItemInput } from "./connection.inputs.js";
import { ConnectionPayload, ConnectQuickBooksPayload, EnableConnectionPayload, LedgerConnectionType, SetDefaultItemPayload } from "./connection.type.js";
import { readConnection } from "./connection-view.js";

/** How long the way to Intuit and back may take; the state is dead afterwards. */
const stateMinutes = 10;

@Resolver(() => LedgerConnectionType)
export class ConnectionResolver {
  @Access({ roles: everybody, scopes: ["SYNC_READ"] })
  @Query(() => LedgerConnectionType)
  connection(@Ctx() context: Context) {
    return show(context);
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => ConnectQuickBooksPayload, { description: "Starts the consent at Intuit: send the browser to authorizeUrl." })
  connectQuickBooks(@Arg("input", () => ConnectQuickBooksInput) { returnPath, isReconnect }: ConnectQuickBooksInput, @Ctx() { app, practice, person }: Context): Promise<ConnectQuickBooksPayload> {
    return answer<ConnectQuickBooksPayload>(async () => {
      const { state } = await beginConnection(practice, { sessionId: person.sessionId, returnPath, isReconnect });
      return { authorizeUrl: await app.quickBooks.intuit.authorizeUrl(state), expiresAt: new Date(app.clock.now().getTime() + stateMinutes * 60_000) };
    }, {});
  }

  @Access({ roles: admins, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload, { description: "Says whether it is the right company. Yes also checks its settings." })
  confirmCompany(@Arg("input", () => ConfirmCompanyInput) { isRight }: ConfirmCompanyInput, @Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, async () => {
      if (!isRight) return endConnection(context);
      await confirmConnection(context.practice);
      await checkCompany(context);
    });
  }

  @Access({ roles: bookkeepers, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload, { description: "Reads the company's settings again and compares them with what the firm wants to send." })
  runPreflight(@Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, () => checkCompany(context));
  }

  @Access({ roles: admins, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload, { description: "Saves; writes nothing to QuickBooks." })
  saveConnectionSettings(@Arg("input", () => SaveConnectionSettingsInput) { switches, startDate, intervalMinutes, salesTaxCodeId, fieldRules, approval }: SaveConnectionSettingsInput, @Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, async () => {
      const settings = Object.fromEntries(switches.map(({ key, isOn }, index) => [switchKey(key, index), isOn]));
      const salesTax = salesTaxCodeId === undefined ? {} : { salesTaxCodeId: keyOrNull("LedgerTaxCode", salesTaxCodeId, ["input", "salesTaxCodeId"]) };
      await saveConnectionSettings(context.practice, { settings: { ...settings, ...salesTax }, approval: approval ?? undefined, fieldRules: fieldRules ?? [], startDate, intervalMinutes });
    });
  }

  @Access({ roles: admins, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => EnableConnectionPayload, { description: "Opens the first plan; nothing is written to QuickBooks before it is approved." })
  enableConnection(@Ctx() context: Context): Promise<EnableConnectionPayload> {
    return idempotent(context, "enableConnection", {}, () =>
      answer<EnableConnectionPayload>(async () => {
        const { app, practice, signedIn } = context;
        const connection = await context.read(liveConnection);
        if (!connection.settingsSavedAt) throw new HubError("CONFLICT", "Choose what to sync and save it first.");
        const blocks = (connection.preflight as { title: string; result: string }[]).filter((check) => check.result === "block");
        if (blocks.length > 0) throw new HubError("BLOCKED_BY_PROBLEM", `Set this right in QuickBooks, then check again: ${blocks.map((check) => check.title).join(", ")}.`);
        const { runId } = await app.engine.enable({ firmId: signedIn.firmId, connectionId: connection.id, actor: practice.actor });
        return { connection: await show(context), run: await context.loaders.run.load(runId) };
      }, {}),
    );
  }

  @Access({ roles: admins, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload)
  saveCallBudget(@Arg("input", () => SaveCallBudgetInput) input: SaveCallBudgetInput, @Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, () => saveCallBudget(context.practice, input));
  }

  @Access({ roles: bookkeepers, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload)
  pauseConnection(@Arg("input", () => PauseConnectionInput) { reason }: PauseConnectionInput, @Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, () => pauseConnection(context.practice, { reason }));
  }

  @Access({ roles: bookkeepers, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload)
  resumeConnection(@Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, () => resumeConnection(context.practice));
  }

  @Access({ roles: admins, scopes: ["CONNECTION_ADMIN"] })
  @Mutation(() => ConnectionPayload, { description: "Withdraws our access at Intuit. Records and links stay." })
  disconnectQuickBooks(@Arg("input", () => DisconnectQuickBooksInput) { confirmCompanyName }: DisconnectQuickBooksInput, @Ctx() context: Context): Promise<ConnectionPayload> {
    return change(context, async () => {
      const { companyName } = await context.read(liveConnection);
      if (confirmCompanyName.trim() !== companyName) throw new HubError("INVALID", `Type the company's name, ${companyName}, to disconnect it.`, ["input", "confirmCompanyName"]);
      await endConnection(context);
    });
  }

  @Access({ roles: bookkeepers, scopes: ["MAPPING_WRITE"] })
  @Mutation(() => SetDefaultItemPayload)
  setDefaultItem(@Arg("input", () => SetDefaultItemInput) { itemId }: SetDefaultItemInput, @Ctx() context: Context): Promise<SetDefaultItemPayload> {
    return idempotent(context, "setDefaultItem", { itemId }, () =>
      change(context, async () => {
        const { id } = await setDefaultItem(context.practice, { itemId: keyOrNull("LedgerItem", itemId, ["input", "itemId"]) });
        await context.app.engine.mappingChanged({ firmId: context.signedIn.firmId, connectionId: id, actor: context.practice.actor, trigger: context.trigger });
      }),
    );
  }
}

function show(context: Context) {
  context.links.forget();
  return context.read((session) => readConnection(session, context.app.config.environment));
}

function change(context: Context, work: () => Promise<unknown>): Promise<ConnectionPayload> {
  return answer<ConnectionPayload>(async () => {
    await work();
    return { connection: await show(context) };
  }, {});
}

async function checkCompany({ app, practice, signedIn, read }: Context): Promise<void> {
  const connection = await read(liveConnection);
  await recordPreflight(practice, await app.engine.readCompany({ firmId: signedIn.firmId, connectionId: connection.id }));
}

async function endConnection({ app, practice }: Context): Promise<void> {
  const { isHandedBack } = await disconnect({ ...practice, vault: app.vault }, app.quickBooks.intuit.revoke);
  if (!isHandedBack) app.logger.warn("a grant could not be handed back to Intuit; it is forgotten here");
}

function switchKey(key: string, index: number): SettingSwitch {
  const known = settingSwitches.find((each) => each === key);
  if (!known) throw new HubError("INVALID", `There is no switch "${key}". Known ones: ${settingSwitches.join(", ")}.`, ["input", "switches", String(index), "key"]);
  return known;
}

import { asksForSalesTax, budgetLevel, documentTaxCodes, monthForecast, priceOfCalls, signInEnd, signInWarning, silentSince, type LedgerCompany } from "@tieout/domain";
import { callBudgetSettings, connectionSilence, grantEnds, lastNoticeAt, ledgerPace, monthUsage, taxCodes, waitingRecords } from "@tieout/store";
import { recordUrl } from "@tieout/quickbooks";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { LedgerItemType, LedgerTaxCodeType } from "../ledger/ledger.type.js";
import { PlanType } from "../plan/plan.type.js";
import { Access, readers } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { BacklogType, ConnectionSettingsType, LedgerConnectionType, LedgerQuotaType, PreflightCheckType, SignInType } from "./connection.type.js";
import type { ConnectionView } from "./connection-view.js";

/** Intuit's published limit on calls a company and minute. */
const perMinuteLimit = 500;

@Resolver(() => LedgerConnectionType)
export class ConnectionFields {
  @FieldResolver(() => PlanType, { nullable: true, description: "The plan that waits for a person, if any." })
  openPlan(@Root() { openPlan }: ConnectionView) {
    return openPlan;
  }

  @FieldResolver(() => BacklogType)
  async backlog(@Root() { row }: ConnectionView, @Ctx() { read }: Context): Promise<BacklogType> {
    const counts = row ? await read((session) => waitingRecords(session, row.id)) : [];
    const of = (kinds: readonly string[]) => counts.filter((count) => kinds.includes(count.kind)).reduce((sum, { count }) => sum + count, 0);
    return { clients: of(["client", "site"]), timeEntries: of(["time-entry"]), invoices: of(["invoice"]), oldestAt: counts.map((count) => count.oldestAt).sort()[0] ?? null };
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "When QuickBooks last told us of a change unasked; null when it has not for a month: then the hourly sync sees what changes." })
  async lastNoticeAt(@Root() { row }: ConnectionView, @Ctx() { read }: Context): Promise<Date | null> {
    return row && read((session) => lastNoticeAt(session, row.id));
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: "Since when nothing was synced although the sync is on, once that is longer than the firm's hours for it (NotificationSettings.silentHours); null otherwise." })
  async silentSince(@Root() { row }: ConnectionView, @Ctx() { read }: Context): Promise<Date | null> {
    const silence = row && (await read((session) => connectionSilence(session, row.id)));
    return silence && silentSince(silence);
  }

  @FieldResolver(() => SignInType, { nullable: true, description: "Null while QuickBooks has not said how long it holds, and once it no longer accepts it." })
  async signIn(@Root() { row }: ConnectionView, @Ctx() { read, app }: Context): Promise<SignInType | null> {
    const ends = row && row.state !== "action-required" ? await read((session) => grantEnds(session, row.id)) : null;
    const end = ends && signInEnd(ends);
    return end && { endsAt: end.at, isFinal: end.isFinal, warningDays: signInWarning(end, app.clock.now()) };
  }

  @Access({ roles: readers, scopes: ["SYNC_READ"] })
  @FieldResolver(() => LedgerQuotaType)
  async quota(@Root() { row }: ConnectionView, @Ctx() { read }: Context): Promise<LedgerQuotaType> {
    const pace = row ? await read((session) => ledgerPace(session, row.realmHash)) : { lastMinute: 0, pausedUntil: null };
    const { used, budget, now } = await read(monthUsage);
    const chosen = await read(callBudgetSettings);
    const forecast = monthForecast(used, now);
    return {
      perMinuteLimit, perMinuteUsed: pace.lastMinute, pausedUntil: pace.pausedUntil,
      meteredThisMonth: used, meteredMonthlyLimit: budget.monthlyCalls, meteredForecast: forecast, budgetWarning: budgetLevel(used, budget),
      costThisMonth: priceOfCalls(used, budget), costForecast: priceOfCalls(forecast, budget),
      tier: budget.tier, pricePerThousand: budget.pricePerThousand, ownMonthlyCalls: chosen.monthlyCalls, ownPricePerThousand: chosen.pricePerThousand,
    };
  }
}

@Resolver(() => PreflightCheckType)
export class PreflightCheckFields {
  @FieldResolver(() => String, { nullable: true, description: "The company in QuickBooks, where it is set right." })
  async fixUrl(@Ctx() { links, app }: Context): Promise<string | null> {
    const connection = await links.connection();
    if (!connection) return null;
    const realmId = app.vault.open(connection.realmCipher, connection.id);
    if (connection.environment === "emulator") return `${app.config.quickBooks.emulatorUrl}/companies/${encodeURIComponent(realmId)}`;
    return recordUrl({ environment: connection.environment }, realmId, "tax-agency", "0");
  }
}

@Resolver(() => ConnectionSettingsType)
export class ConnectionSettingsFields {
  @FieldResolver(() => LedgerItemType, { nullable: true, description: "Serves every unmapped code." })
  async defaultItem(@Ctx() { links, loaders }: Context) {
    const id = (await links.connection())?.defaultItemId;
    return id ? loaders.ledgerItem.load(id) : null;
  }

  @FieldResolver(() => LedgerTaxCodeType, { nullable: true, description: "The sales tax of taxable work, where the firm chose one; the company's own otherwise." })
  async salesTaxCode(@Ctx() context: Context): Promise<LedgerTaxCodeType | null> {
    const chosen = (await context.links.connection())?.settings["salesTaxCodeId"];
    return chosen ? ((await salesTaxCodesOf(context)).find(({ id }) => id === chosen) ?? null) : null;
  }

  @FieldResolver(() => [LedgerTaxCodeType], { description: "Those one can choose; none where QuickBooks computes the tax by itself." })
  salesTaxCodes(@Ctx() context: Context): Promise<LedgerTaxCodeType[]> {
    return salesTaxCodesOf(context);
  }
}

async function salesTaxCodesOf({ links, read }: Context): Promise<LedgerTaxCodeType[]> {
  const connection = await links.connection();
  if (!connection) return [];
  const company = connection.company as unknown as LedgerCompany;
  if (!asksForSalesTax(company)) return [];
  const codes = documentTaxCodes(await read((session) => taxCodes(session, connection.id)));
  return codes.map(({ id, name }) => ({ id, name, isCompanyDefault: id === company.defaultTaxCodeId }));
}

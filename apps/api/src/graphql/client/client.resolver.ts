import { createClient, deactivateClient, reactivateClient, updateClient } from "@tieout/practice";
import { clientsByIds, countClients, listClients, type ClientListOrder, type ClientView } from "@tieout/store";
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import { InvoiceType } from "../invoice/invoice.type.js";
import { Access, bookkeepers, everybody, readers } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { addressColumns, addressOf, AddressType, MoneyType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { inConnection, Reads, wantedColumns } from "../shared/wanted-columns.js";
import { SiteType } from "../site/site.type.js";
import { UnbilledTimeType } from "../time-entry/time-entry.type.js";
import { ClientsArgs, CreateClientInput, UpdateClientInput } from "./client.inputs.js";
import { ClientConnectionType, ClientPayload, ClientType } from "./client.type.js";

const orderColumns = { name: "name", "created-at": "createdAt", "updated-at": "updatedAt" } as const;

@Resolver(() => ClientType)
export class ClientResolver {
  @Access({ roles: everybody, scopes: ["CLIENTS_READ"] })
  @Query(() => ClientConnectionType)
  async clients(@Args(() => ClientsArgs) args: ClientsArgs, @Ctx() { read }: Context, @Info() info: GraphQLResolveInfo) {
    const { filter, orderBy, after } = args;
    const order: ClientListOrder = { by: orderColumns[orderBy?.field ?? "name"], direction: orderBy?.direction ?? "asc" };
    const page = pageOf(args);
    return toConnection(await read((session) => listClients(session, filter ?? {}, order, page, wantedColumns(info, inConnection))), after, () => read((session) => countClients(session, filter ?? {})));
  }

  @Access({ roles: everybody, scopes: ["CLIENTS_READ"] })
  @Query(() => ClientType, { nullable: true })
  async client(@Arg("id", () => ID) id: string, @Ctx() { read }: Context, @Info() info: GraphQLResolveInfo) {
    const [client] = await read((session) => clientsByIds(session, [keyOf("Client", id, ["id"])], wantedColumns(info)));
    return client ?? null;
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE"] })
  @Mutation(() => ClientPayload)
  createClient(@Arg("input", () => CreateClientInput) { address, ...details }: CreateClientInput, @Ctx() { practice, loaders }: Context): Promise<ClientPayload> {
    return answer<ClientPayload>(async () => {
      const client = await createClient(practice, { ...details, ...addressColumns(address) });
      return { client: await loaders.client.load(client.id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE"] })
  @Mutation(() => ClientPayload)
  updateClient(@Arg("input", () => UpdateClientInput) { clientId, expectedVersion, isActive, address, ...changes }: UpdateClientInput, @Ctx() { practice, loaders }: Context): Promise<ClientPayload> {
    return answer<ClientPayload>(async () => {
      const id = keyOf("Client", clientId, ["input", "clientId"]);
      const client = await updateClient(practice, { id, version: expectedVersion, ...changes, ...addressColumns(address) });
      if (isActive !== undefined && isActive !== client.isActive) await (isActive ? reactivateClient : deactivateClient)(practice, { id });
      return { client: await loaders.client.load(id) };
    }, {});
  }

  @Reads("displayName")
  @FieldResolver(() => String)
  label(@Root() client: ClientView): string {
    return client.displayName;
  }

  @Reads("addressLine1", "addressLine2", "city", "state", "postalCode", "country")
  @FieldResolver(() => AddressType)
  address(@Root() client: ClientView): AddressType {
    return addressOf(client);
  }

  @Access({ roles: readers, scopes: ["INVOICES_READ"] })
  @Reads("id", "currency")
  @FieldResolver(() => MoneyType, { nullable: true, description: "Open receivables as QuickBooks last told them." })
  async ledgerBalance(@Root() client: ClientView, @Ctx() { loaders }: Context): Promise<MoneyType | null> {
    const balance = (await loaders.link.load(`client:${client.id}`))?.document?.["balance"];
    return typeof balance === "string" ? { amount: balance, currency: client.currency } : null;
  }

  @Reads("id")
  @FieldResolver(() => [SiteType])
  sites(@Root() client: ClientView, @Ctx() { loaders }: Context) {
    return loaders.sitesOfClient.load(client.id);
  }

  @Reads("id")
  @FieldResolver(() => [InvoiceType], { description: "The newest invoices, at most 20." })
  invoices(@Root() client: ClientView, @Arg("first", () => Int, { nullable: true, defaultValue: 5 }) first: number | null, @Ctx() { loaders }: Context, @Info() info: GraphQLResolveInfo) {
    return loaders.invoicesOfClient(Math.min(Math.max(first ?? 5, 1), 20), wantedColumns(info)).load(client.id);
  }

  @Reads("id", "currency")
  @FieldResolver(() => UnbilledTimeType, { description: "Billable time on no invoice yet." })
  async unbilled(@Root() client: ClientView, @Ctx() { loaders }: Context) {
    return (await loaders.unbilledOfClient.load(client.id)) ?? { clientId: client.id, entries: 0, minutes: 0, amount: "0.00", currency: client.currency, oldestDay: null, newestDay: null };
  }
}

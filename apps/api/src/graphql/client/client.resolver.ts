import { countClients, listClients, type ClientListOrder, type ClientView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { Access, everybody } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { addressOf, AddressType } from "../shared/types.js";
import { ClientsArgs } from "./client.inputs.js";
import { ClientConnectionType, ClientType } from "./client.type.js";

const orderColumns = { name: "name", "created-at": "createdAt", "updated-at": "updatedAt" } as const;

@Resolver(() => ClientType)
export class ClientResolver {
  @Access({ roles: everybody, scopes: ["CLIENTS_READ"] })
  @Query(() => ClientConnectionType)
  async clients(@Args(() => ClientsArgs) args: ClientsArgs, @Ctx() { read }: Context) {
    const { filter, orderBy, after } = args;
    const order: ClientListOrder = { by: orderColumns[orderBy?.field ?? "name"], direction: orderBy?.direction ?? "asc" };
    const page = pageOf(args);
    return toConnection(await read((session) => listClients(session, filter ?? {}, order, page)), after, () => read((session) => countClients(session, filter ?? {})));
  }

  @Access({ roles: everybody, scopes: ["CLIENTS_READ"] })
  @Query(() => ClientType, { nullable: true })
  client(@Arg("id", () => ID) id: string, @Ctx() { loaders }: Context) {
    return loaders.client.load(keyOf("Client", id, ["id"]));
  }

  @FieldResolver(() => String)
  label(@Root() client: ClientView): string {
    return client.displayName;
  }

  @FieldResolver(() => AddressType)
  address(@Root() client: ClientView): AddressType {
    return addressOf(client);
  }
}

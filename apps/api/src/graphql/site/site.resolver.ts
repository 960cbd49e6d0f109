import { createSite, updateSite } from "@tieout/practice";
import { countSites, listSites, type SiteView } from "@tieout/store";
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import { ClientType } from "../client/client.type.js";
import { Access, bookkeepers, everybody } from "../shared/access.js";
import { pageOf, toConnection } from "../shared/connection.js";
import type { Context } from "../shared/context.js";
import { keyOf, keyOrNull } from "../shared/global-id.js";
import { addressColumns, addressOf, AddressType } from "../shared/types.js";
import { answer } from "../shared/user-error.js";
import { CreateSiteInput, SitesArgs, UpdateSiteInput } from "./site.inputs.js";
import { SiteConnectionType, SitePayload, SiteType } from "./site.type.js";

@Resolver(() => SiteType)
export class SiteResolver {
  @Access({ roles: everybody, scopes: ["CLIENTS_READ"] })
  @Query(() => SiteConnectionType)
  async sites(@Args(() => SitesArgs) args: SitesArgs, @Ctx() { read }: Context) {
    const filter = { clientId: keyOrNull("Client", args.clientId, ["clientId"]), search: args.search };
    const page = pageOf(args);
    return toConnection(await read((session) => listSites(session, filter, page)), args.after, () => read((session) => countSites(session, filter)));
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE"] })
  @Mutation(() => SitePayload)
  createSite(@Arg("input", () => CreateSiteInput) { clientId, name, address }: CreateSiteInput, @Ctx() { practice, loaders }: Context): Promise<SitePayload> {
    return answer<SitePayload>(async () => {
      const site = await createSite(practice, { clientId: keyOf("Client", clientId, ["input", "clientId"]), name, ...addressColumns(address) });
      return { site: await loaders.site.load(site.id) };
    }, {});
  }

  @Access({ roles: bookkeepers, scopes: ["CLIENTS_WRITE"] })
  @Mutation(() => SitePayload)
  updateSite(@Arg("input", () => UpdateSiteInput) { siteId, expectedVersion, address, ...changes }: UpdateSiteInput, @Ctx() { practice, loaders }: Context): Promise<SitePayload> {
    return answer<SitePayload>(async () => {
      const site = await updateSite(practice, { id: keyOf("Site", siteId, ["input", "siteId"]), version: expectedVersion, ...changes, ...addressColumns(address) });
      return { site: await loaders.site.load(site.id) };
    }, {});
  }

  @FieldResolver(() => String, { description: "How people name the record in lists." })
  label(@Root() site: SiteView): string {
    return site.name;
  }

  @FieldResolver(() => ClientType)
  client(@Root() site: SiteView, @Ctx() { loaders }: Context) {
    return loaders.client.load(site.clientId);
  }

  @FieldResolver(() => AddressType)
  address(@Root() site: SiteView): AddressType {
    return addressOf(site);
  }
}

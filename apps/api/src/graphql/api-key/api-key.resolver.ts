import { HubError, newId } from "@tieout/domain";
import { insertApiKey, listApiKeys, revokeApiKey } from "@tieout/store";
import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { newApiKey } from "../../auth/api-keys.js";
import { Access, admins } from "../shared/access.js";
import type { Context } from "../shared/context.js";
import { keyOf } from "../shared/global-id.js";
import { answer } from "../shared/user-error.js";
import { ApiKeyType, CreateApiKeyInput, CreateApiKeyPayload, RevokeApiKeyInput, RevokeApiKeyPayload } from "./api-key.type.js";

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @Access({ roles: admins, scopes: ["USERS_ADMIN"] })
  @Query(() => [ApiKeyType])
  apiKeys(@Ctx() { read }: Context) {
    return read(listApiKeys);
  }

  @Access({ roles: admins, scopes: [] })
  @Mutation(() => CreateApiKeyPayload)
  createApiKey(@Arg("input", () => CreateApiKeyInput) { name, scopes, expiresAt }: CreateApiKeyInput, @Ctx() { app, read, person }: Context): Promise<CreateApiKeyPayload> {
    return answer<CreateApiKeyPayload>(async () => {
      if (name.trim() === "" || name.length > 100) throw new HubError("INVALID", "Give the key a name of at most 100 characters, so that you know later what uses it.", ["input", "name"]);
      if (scopes.length === 0) throw new HubError("INVALID", "Choose at least one scope.", ["input", "scopes"]);
      if (expiresAt && new Date(expiresAt) <= app.clock.now()) throw new HubError("INVALID", "The expiry lies in the past.", ["input", "expiresAt"]);
      const { secret, prefix, hash } = newApiKey();
      const apiKey = await read((session) => insertApiKey(session, { id: newId(), name: name.trim(), prefix, hash, scopes: [...new Set(scopes)], createdBy: person.name, expiresAt: expiresAt ?? null }));
      return { apiKey, secret };
    }, {});
  }

  @Access({ roles: admins, scopes: ["USERS_ADMIN"] })
  @Mutation(() => RevokeApiKeyPayload, { description: "Ends a key: refused within a second everywhere." })
  revokeApiKey(@Arg("input", () => RevokeApiKeyInput) { apiKeyId }: RevokeApiKeyInput, @Ctx() { read }: Context): Promise<RevokeApiKeyPayload> {
    return answer<RevokeApiKeyPayload>(async () => {
      const apiKey = await read((session) => revokeApiKey(session, keyOf("ApiKey", apiKeyId, ["input", "apiKeyId"])));
      if (!apiKey) throw new HubError("NOT_FOUND", "There is no such key.", ["input", "apiKeyId"]);
      return { apiKey };
    }, {});
  }
}

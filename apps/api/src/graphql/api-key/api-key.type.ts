import { Field, ID, InputType } from "type-graphql";
import { scopes as allScopes } from "../../auth/scopes.js";
import { enumType } from "../shared/enums.js";
import { GlobalId } from "../shared/global-id.js";
import { DateTimeScalar } from "../shared/scalars.js";
import { NodeType } from "../shared/types.js";
import { Payload } from "../shared/user-error.js";
import { View } from "../shared/view.js";

const ScopeEnum = enumType("Scope", allScopes, "What an API key may do.");

@View("ApiKey", { implements: NodeType })
export class ApiKeyType {
  @GlobalId()
  id: string;
  @Field(() => String)
  name: string;
  @Field(() => String, { description: "The first characters of the key, to tell keys apart." })
  prefix: string;
  @Field(() => [ScopeEnum])
  scopes: string[];
  @Field(() => String)
  createdBy: string;
  @Field(() => DateTimeScalar)
  createdAt: string;
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  lastUsedAt: string | null;
  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt: string | null;
}

@InputType("CreateApiKeyInput")
export class CreateApiKeyInput {
  @Field(() => String)
  name: string;
  @Field(() => [ScopeEnum])
  scopes: string[];
  @Field(() => DateTimeScalar, { nullable: true })
  expiresAt?: string | null;
}

@View("CreateApiKeyPayload")
export class CreateApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true })
  apiKey?: object | null;
  @Field(() => String, { nullable: true, description: "Shown once." })
  secret?: string | null;
}

@InputType("RevokeApiKeyInput")
export class RevokeApiKeyInput {
  @Field(() => ID)
  apiKeyId: string;
}

@View("RevokeApiKeyPayload")
export class RevokeApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true })
  apiKey?: object | null;
}

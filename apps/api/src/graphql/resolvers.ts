import type { NonEmptyArray } from "type-graphql";
import { ClientResolver } from "./client/client.resolver.js";
import { FirmResolver } from "./firm/firm.resolver.js";
import { SetupResolver } from "./setup/setup.resolver.js";
import { SyncRecordResolver } from "./sync-record/sync-record.resolver.js";
import { ViewerResolver } from "./viewer/viewer.resolver.js";

/** Every resolver of the schema. */
export const resolvers: NonEmptyArray<Function> = [ClientResolver, FirmResolver, SetupResolver, SyncRecordResolver, ViewerResolver];

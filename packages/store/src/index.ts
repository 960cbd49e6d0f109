export { isDatabaseAway } from "./database-away.js";
export { createDatabase, dropDatabase, requireWritableFolder, startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded.js";
export { migrate, openStore, toDate, type FirmQuery, type FirmSession, type Store, type StoreOptions } from "./orm.js";
export { commandOf, parentOf } from "./processes.js";
export * from "./queries/index.js";
export { createVault, type Signature, type Vault, type VaultKey } from "./vault.js";
export { staleVersion, writeConflict } from "./write-conflict.js";

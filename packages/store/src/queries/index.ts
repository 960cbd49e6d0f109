export * from "./api-key.js";
export * from "./connection.js";
export * from "./grant.js";
export * from "./oauth-state.js";
export * from "./record-event.js";
export * from "./mapping.js";

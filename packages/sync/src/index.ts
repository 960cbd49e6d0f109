export { createEngine } from "./engine/create-engine.js";
export type * from "./engine/engine-types.js";
export { whenTriedAgain } from "./engine/finish.js";
export { createMeter } from "./engine/meter.js";
export { createSharedThrottles, type SharedThrottle } from "./engine/shared-throttle.js";
export { watchConnections } from "./notifications/watch-connections.js";
export { createTokenKeeper, signInOf, type TokenKeeper, type TokenKeeperOptions } from "./token-keeper.js";

import { pino, type Logger } from "pino";
import type { ApiConfig } from "./config.js";

/** Structured lines on standard output. Paths that could carry secrets are cut, whatever a caller passes. */
export function createLogger({ logLevel }: Pick<ApiConfig, "logLevel">): Logger {
  return pino({
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ["authorization", "cookie", "password", "secret", "token", "*.authorization", "*.cookie", "*.password", "*.secret", "*.token", "*.headers"], remove: true },
  });
}

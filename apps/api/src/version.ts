import packageFile from "../package.json" with { type: "json" };

/** The version this server says it is. */
export const version: string = packageFile.version;

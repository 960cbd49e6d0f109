import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = process.env["TIEOUT_API"] ?? "http://localhost:4000";

/** Everything the API serves; the rest of the address space belongs to the SPA. */
const served = ["/graphql", "/api", "/imports", "/quickbooks", "/health"];

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // A strict content policy allows no data: fonts or inline assets.
    assetsInlineLimit: 0,
    sourcemap: true,
    cssCodeSplit: true,
    reportCompressedSize: false,
  },
  server: { port: 4001, proxy: Object.fromEntries(served.map((path) => [path, { target: api, changeOrigin: false }])) },
});

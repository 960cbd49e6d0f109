import { ledgerContract } from "@tieout/testkit";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createIntuitAuth } from "./auth/intuit-oauth.js";
import { rollingThrottle } from "./http/throttle.js";
import { openQuickBooks } from "./quickbooks-ledger.js";
import { emulatedLedger } from "./testing.js";

ledgerContract("the emulator", async () => emulatedLedger());

/**
 * The same promises against a sandbox company of Intuit, when these are set. The refresh token lives in a file, because each
 * use may replace it: the new one is written back before it is used.
 */
const sandboxKeys = [
  "QUICKBOOKS_SANDBOX_CLIENT_ID",
  "QUICKBOOKS_SANDBOX_CLIENT_SECRET",
  "QUICKBOOKS_SANDBOX_REALM_ID",
  "QUICKBOOKS_SANDBOX_REFRESH_TOKEN_FILE",
];
const missing = sandboxKeys.filter((key) => !process.env[key]);
const [clientId = "", clientSecret = "", realmId = "", tokenFile = ""] = sandboxKeys.map((key) => process.env[key]);

ledgerContract(
  "a sandbox of Intuit",
  async () => {
    const auth = createIntuitAuth({ environment: "sandbox", clientId, clientSecret, redirectUri: "http://localhost:4000/callback" });
    let accessToken = "";
    const refresh = async () => {
      const tokens = await auth.refresh((await readFile(tokenFile, "utf8")).trim());
      await writeFile(`${tokenFile}.new`, tokens.refreshToken, { mode: 0o600 });
      await rename(`${tokenFile}.new`, tokenFile);
      accessToken = tokens.accessToken;
    };
    await refresh();
    return {
      ledger: openQuickBooks({
        environment: "sandbox",
        realmId,
        accessToken: async () => accessToken,
        refresh,
        throttle: rollingThrottle(),
        onExchange: () => {},
      }),
    };
  },
  missing.length > 0 ? `set ${missing.join(", ")} to run it` : undefined,
);

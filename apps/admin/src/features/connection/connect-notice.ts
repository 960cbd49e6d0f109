import * as z from "zod/mini";

const cookie = "tieout_connect_notice";
const notice = z.object({ result: z.enum(["connected", "declined", "other-company", "failed"]), message: z.string() });

/** How the visit at Intuit ended, in the server's words. */
export type ConnectNotice = z.infer<typeof notice>;

/**
 * Takes the notice that the return from Intuit left, once: the server hands it over in a short-lived cookie, because an address
 * could be made up by anybody.
 */
export function takeConnectNotice(): ConnectNotice | null {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${cookie}=`));
  if (!found) return null;
  document.cookie = `${cookie}=; Path=/; Max-Age=0; SameSite=Lax`;
  try {
    return notice.parse(JSON.parse(decodeURIComponent(found.slice(cookie.length + 1))));
  } catch {
    return null;
  }
}

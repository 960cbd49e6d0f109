import { BlockList, isIP } from "node:net";

const v4: [string, number][] = [
  ["0.0.0.0", 8], ["10.0.0.0", 8], ["100.64.0.0", 10], ["127.0.0.0", 8], ["169.254.0.0", 16], ["172.16.0.0", 12], ["192.0.0.0", 24], ["192.0.2.0", 24], ["192.88.99.0", 24],
  ["192.168.0.0", 16], ["198.18.0.0", 15], ["198.51.100.0", 24], ["203.0.113.0", 24], ["224.0.0.0", 4], ["240.0.0.0", 4],
];
/** With what wraps an IPv4 address: NAT64, 6to4 and Teredo lead wherever that one leads. */
const v6: [string, number][] = [["::", 96], ["64:ff9b::", 96], ["64:ff9b:1::", 48], ["100::", 64], ["2001::", 32], ["2001:db8::", 32], ["2002::", 16], ["fc00::", 7], ["fe80::", 10], ["fec0::", 10], ["ff00::", 8]];

const reserved = new BlockList();
for (const [net, prefix] of v4) reserved.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of v6) reserved.addSubnet(net, prefix, "ipv6");

/** Whether an address is not one of the public internet: of this machine, of its network, or of none (RFC 6890). */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  return kind === 0 || reserved.check(address, kind === 4 ? "ipv4" : "ipv6");
}

/**
 * Where a webhook may be sent: https, or http to this machine. An address of a private network is refused unless `allowsPrivate`; what a
 * name leads to is looked at again for every delivery.
 * @returns the address as it is kept, or what is wrong with it, in words.
 */
export function webhookTarget(text: string, allowsPrivate: boolean): { url: string } | { problem: string } {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { problem: "This is not a web address. Write it like https://example.com/tieout." };
  }
  if (url.username || url.password) return { problem: "Leave user and password out of the address; every delivery is signed." };
  const host = hostOf(url);
  const isHere = host === "localhost" || host.endsWith(".localhost") || host === "127.0.0.1" || host === "::1";
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isHere)) return { problem: "The address must begin with https://." };
  if (!allowsPrivate && (isHere || (isIP(host) !== 0 && isPrivateAddress(host)))) return { problem: "This address leads into a private network, which this installation does not allow (WEBHOOK_PRIVATE_TARGETS)." };
  if (url.href.length > 2_000) return { problem: "The address is too long." };
  url.hash = "";
  return { url: url.href };
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

// Which addresses tools may connect to: only those of the public internet. Everything that is not plainly public is
// refused, in whatever form it is written: loopback, private and link-local networks, cloud metadata, mapped IPv4.
import ipaddr from 'ipaddr.js';

/** All global unicast addresses of IPv6; the rest is old forms of IPv4, local networks and what is not handed out yet. */
const globalIpv6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** `address`: IPv4 or IPv6 as text, without brackets. False for what is no address at all. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalIpv6);
}

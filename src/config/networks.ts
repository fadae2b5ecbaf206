import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/** Whether a text is an address or a network, such as `203.0.113.7` or `2001:db8::/32`. */
export function isNetwork(text: unknown): text is string {
  if (typeof text !== 'string') return false;
  const [address = '', bits, ...rest] = text.split('/');
  if (isIP(address) === 0 || address.includes('%') || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128));
}

/** Whether an address lies in one of the networks. An IPv4 address counts also when it comes mapped into IPv6. */
export function isWithin(address: string, networks: readonly string[]): boolean {
  const asked = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIP(asked) === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    const type = isIPv6(base) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(base, type);
    else list.addSubnet(base, Number(bits), type);
  }
  return list.check(asked, isIPv6(asked) ? 'ipv6' : 'ipv4');
}

/** The block of addresses that one customer of a provider usually has: an IPv4 address, or 64 bits of an IPv6 one. */
import { isIPv4, isIPv6 } from 'node:net';

const groupsOf = (part: string): readonly string[] => (part === '' ? [] : part.split(':'));

/** The first 64 bits, as four groups without leading zeros. */
const firstHalf = (address: string): string => {
  const [head = '', tail] = address.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail ?? '')];
  // A dotted quad at the end takes two groups, and is never in the first half.
  const length = before.length + after.length + (address.includes('.') ? 1 : 0);
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - length }, () => '0');
  const groups = [...before, ...zeros, ...after].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
};

const mappedPattern = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** `192.0.2.7`, `2001:db8:0:1::/64`; what is no address stays as it is. */
export const networkOf = (address: string): string => {
  const [bare = ''] = address.split('%');
  const mapped = mappedPattern.exec(bare)?.[1] ?? bare;
  if (isIPv4(mapped) || !isIPv6(mapped)) return mapped;
  return `${firstHalf(mapped)}::/64`;
};

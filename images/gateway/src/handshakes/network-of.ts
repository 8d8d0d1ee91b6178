/** Whose a limit is: pure. */

const groupCount = 8;
const networkGroups = 4;

const groupsOf = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));

/**
 * The fewest addresses that one caller may have to itself: an IPv4 address, also as `::ffff:192.0.2.1`, or an IPv6 network of 64
 * bits (RFC 4291, section 2.5.4), without its zone. Takes addresses as Node writes them.
 */
export const networkOf = (address: string): string => {
  if (address.includes('.') || !address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: groupCount - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].slice(0, networkGroups).join(':');
};

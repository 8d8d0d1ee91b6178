/**
 * Errors of a connected socket by which nobody is at the other end (ICMP, or no route). Others, such as a full buffer or a packet
 * that a firewall's rule refused, concern a single packet.
 */
const codes: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH']);

export const isUnreachable = (error: Error): boolean => 'code' in error && codes.has(error.code);

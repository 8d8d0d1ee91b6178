import { describe, expect, it } from 'vitest';
import { hostAddressFor } from './host-address.ts';

const ipv4 = (cidr: string) => ({
  ...{ address: cidr.split('/')[0] ?? '', netmask: '255.255.0.0', family: 'IPv4' as const },
  ...{ mac: '00:00:00:00:00:00', internal: false, cidr },
});
const interfaces = { lo: [ipv4('127.0.0.1/8')], eth0: [ipv4('10.1.2.3/24')], bridge: [ipv4('172.18.0.1/16')] };

describe('hostAddressFor', () => {
  it('gives the address in the node’s own network', () => {
    expect(hostAddressFor('172.18.0.2', interfaces)).toBe('172.18.0.1');
    expect(hostAddressFor('10.1.2.200', interfaces)).toBe('10.1.2.3');
  });

  it('refuses a node that is elsewhere', () => {
    expect(() => hostAddressFor('192.0.2.1', interfaces)).toThrow('cannot reach this host');
  });
});

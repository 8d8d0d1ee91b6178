/** Where pods find a server that runs on this host: the host's own address in the nodes' network. */

import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Throws an Error when the host has no leg in the network of `nodeAddress`, as with a cluster that is elsewhere. */
export const hostAddressFor = (nodeAddress: string, interfaces = networkInterfaces()): string => {
  for (const { address, cidr, family } of Object.values(interfaces).flatMap((list) => list ?? [])) {
    const [network = '', prefix = ''] = cidr?.split('/') ?? [];
    if (family !== 'IPv4' || network === '') continue;
    const subnet = new BlockList();
    subnet.addSubnet(network, Number(prefix));
    if (subnet.check(nodeAddress)) return address;
  }
  throw new Error(
    `No interface of this host is in the network of node ${nodeAddress}: its pods cannot reach this host`,
  );
};

/**
 * Names every host port that is taken, before anything is started on it: docker itself says so late, when half a
 * cluster is up. Arguments: `<tcp|udp>:<port>:<variable that chooses another>`. Exits with 1 when one is taken.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

interface Port {
  readonly protocol: string;
  readonly number: number;
  readonly variable: string;
}

const host = '127.0.0.1';

const parsePort = (argument: string): Port => {
  const [protocol = '', number = '', variable = ''] = argument.split(':');
  if (!/^\d+$/.test(number) || Number(number) > 65_535) throw new Error(`${variable}: ${number} is not a port`);
  return { protocol, number: Number(number), variable };
};

const bindTcp = async (port: number): Promise<void> => {
  await using server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
};

const bindUdp = async (port: number): Promise<void> => {
  await using socket = createSocket('udp4');
  socket.bind(port, host);
  await once(socket, 'listening');
};

/** What is wrong with the port, in words; undefined when it is free. */
const faultOf = async ({ protocol, number, variable }: Port): Promise<string | undefined> => {
  try {
    await (protocol === 'udp' ? bindUdp(number) : bindTcp(number));
    return undefined;
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return `port ${number}/${protocol} of ${host} cannot be used (${reason}): choose another with ${variable}=<port>`;
  }
};

const faults = (await Promise.all(process.argv.slice(2).map(parsePort).map(faultOf))).filter(
  (fault) => fault !== undefined,
);
for (const fault of faults) console.error(`error: ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

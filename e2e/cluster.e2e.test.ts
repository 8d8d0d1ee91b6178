/** What the cluster of `make up` promises to everything that runs in it. */
import { expect, it } from 'vitest';
import { systemNamespace } from './src/cluster.ts';
import { kubectl } from './src/stream-credentials.ts';

/** Of the Services' range (`scripts/cluster.sh`), and of the part that no Service gets without asking for it. */
const freeAddress = '10.96.0.250';
const isOurs = process.env.CLUSTER !== 'existing';

const connect = `
  const socket = require('node:net').connect(8080, '${freeAddress}');
  socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
  socket.on('error', ({ code, message }) => { console.log(code ?? message); });
  socket.on('connect', () => { console.log('connected'); socket.destroy(); });`;

it.runIf(isOurs)('the cluster refuses what is sent to an address of Services that leads to no pod', async () => {
  const outcome = await kubectl('exec', 'deployment/kubecast-api', '-n', systemNamespace, '--', 'node', '-e', connect);
  expect(outcome.trim()).toBe('ECONNREFUSED');
});

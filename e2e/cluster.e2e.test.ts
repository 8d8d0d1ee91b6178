/** What the cluster of `make up` promises to everything that runs in it. */
import { expect, it } from 'vitest';
import { systemNamespace } from './src/cluster.ts';
import { kubectl } from './src/stream-credentials.ts';

/** Of the Services' range (`scripts/cluster.sh`); no Service has it. */
const freeAddress = '10.96.255.254';

const connect = `
  const socket = require('node:net').connect(8080, '${freeAddress}');
  socket.setTimeout(5000, () => socket.destroy(new Error('no answer')));
  socket.on('error', ({ code, message }) => { console.log(code ?? message); });
  socket.on('connect', () => { console.log('connected'); socket.destroy(); });`;

it('the cluster refuses what is sent to a Service that has nobody yet, and lets none of it out', async () => {
  const outcome = await kubectl('exec', 'deployment/kubecast-api', '-n', systemNamespace, '--', 'node', '-e', connect);
  expect(outcome.trim()).toBe('ECONNREFUSED');
});

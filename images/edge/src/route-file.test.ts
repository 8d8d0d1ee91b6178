import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RouteFile } from './route-file.ts';
import { routingTableOf, type StreamRoute } from './routing-table.ts';

let directory: string;
let lines: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-routes-'));
  lines = [];
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const open = (): RouteFile => new RouteFile(directory, pino({ level: 'warn' }, { write: (line) => lines.push(line) }));

const route: StreamRoute = {
  visibility: 'Private',
  graceSeconds: 5,
  origin: { kind: 'at', podUid: 'pod', url: 'http://[fd00::1]:8080' },
};
const idle: StreamRoute = { ...route, origin: { kind: 'none' } };
const table = routingTableOf(
  new Map([
    ['live/main', route],
    ['live/idle', idle],
  ]),
);

describe('RouteFile', () => {
  it('gives a process what the one before it knew', async () => {
    expect(await open().read()).toBeUndefined();
    await open().keep(table);
    const known = await open().read();
    expect(known?.routes).toEqual(table.routes);
    expect(known?.find({ namespace: 'live', stream: 'main' })).toEqual(route);
    expect(known?.podUids).toEqual(new Set(['pod']));
    expect([await readdir(directory), lines]).toEqual([['routes.json'], []]);
  });

  it('has what was known last', async () => {
    const file = open();
    await file.keep(table);
    await file.keep(undefined);
    await file.keep(routingTableOf(new Map()));
    expect((await open().read())?.routes).toEqual(new Map());
  });

  it.each(['{', '{"version":1,"value":{"live/main":{}}}'])('begins without what makes no sense: %s', async (text) => {
    await writeFile(join(directory, 'routes.json'), text);
    expect(await open().read()).toBeUndefined();
    expect(lines).toHaveLength(1);
  });

  it('goes on where nothing can be written', async () => {
    await rm(directory, { recursive: true });
    await writeFile(directory, 'not a directory');
    const file = open();
    await file.keep(table);
    await file.keep(routingTableOf(new Map()));
    expect(lines).toHaveLength(1);
  });
});

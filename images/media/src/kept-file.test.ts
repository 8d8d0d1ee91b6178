import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KeptFile } from './kept-file.ts';

const long = 60_000;

let directory: string;
let lines: string[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kubecast-kept-'));
  lines = [];
});

afterEach(() => rm(directory, { recursive: true, force: true }));

const open = ({ pauseMs = 0, at = directory } = {}) =>
  new KeptFile({
    ...{ directory: at, name: 'words.json', schema: z.array(z.string()), version: 1, pauseMs },
    logger: pino({ level: 'warn' }, { write: (line) => lines.push(line) }),
  });

describe('KeptFile', () => {
  it('gives a later process what the last save said', async () => {
    const file = open();
    for (const words of [['a'], ['b', 'c'], ['d']]) file.save(() => words);
    await file.settled();
    expect([await open().load(), await readdir(directory), lines]).toEqual([['d'], ['words.json'], []]);
  });

  it('writes the first change at once, and asks for nothing during the pause, however many changes come', async () => {
    const file = open({ pauseMs: long });
    const asked: string[] = [];
    const save = (word: string) =>
      file.save(() => {
        asked.push(word);
        return [word];
      });
    for (const word of ['first', 'second', 'third']) save(word);
    expect(asked).toEqual(['first']);
    await file.settled();
    expect([asked, await open().load()]).toEqual([['first', 'third'], ['third']]);
  });

  it('makes its directory', async () => {
    const file = open({ at: join(directory, 'deeper') });
    file.save(() => ['a']);
    await file.settled();
    expect(await open({ at: join(directory, 'deeper') }).load()).toEqual(['a']);
  });

  it('tells once of each time in which nothing can be written', async () => {
    const place = join(directory, 'place');
    const file = open({ at: place });
    const saveTwice = async () => {
      for (const word of ['a', 'b']) {
        file.save(() => [word]);
        await file.settled();
      }
    };
    await writeFile(place, 'not a directory');
    await saveTwice();
    expect(lines).toHaveLength(1);
    await rm(place);
    await saveTwice();
    await rm(place, { recursive: true });
    await writeFile(place, 'again');
    await saveTwice();
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['cut off', '{"version":1,"value":['],
    ['of another shape', '{"version":2,"value":[]}'],
    ['not right', '{"version":1,"value":[1]}'],
  ])('begins with nothing, and says so, when the file is %s', async (_, content) => {
    await writeFile(join(directory, 'words.json'), content);
    expect([await open().load(), lines.length]).toEqual([undefined, 1]);
  });

  it('begins with nothing when there is no file', async () => {
    expect([await open().load(), lines]).toEqual([undefined, []]);
  });
});

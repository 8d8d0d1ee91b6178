import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialSessionState } from '../session/session-state.ts';
import { stateKeeper } from './kept-state.ts';

const state = { ...initialSessionState, known: true };

describe('stateKeeper', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'state-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('reads what it kept', () => {
    stateKeeper(directory, 'uid-1').keep(state, '#EXTM3U');
    expect(stateKeeper(directory, 'uid-1').read()).toEqual({ liveStreamUid: 'uid-1', state, master: '#EXTM3U' });
  });

  it('reads nothing when the state is another stream’s', () => {
    stateKeeper(directory, 'uid-1').keep(state, undefined);
    expect(stateKeeper(directory, 'uid-2').read()).toBeUndefined();
  });

  it.each(['', '{', '{"liveStreamUid":"uid-1","state":{"phase":"Dreaming"}}'])('reads nothing from %j', (text) => {
    writeFileSync(join(directory, 'state.json'), text);
    expect(stateKeeper(directory, 'uid-1').read()).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { aLadder, aRung, someSettings } from '../testing/studio-fixtures.ts';
import { changeOf, customLadder, emptyForm, formFaults, formOf, newStreamOf, type StreamForm } from './stream-form.ts';

const ladders = [aLadder({ id: 'full-hd', renditions: [aRung(1080, 4500), aRung(720, 2500)], fits: false }), aLadder()];
const before = formOf({ title: 'Town hall', visibility: 'public', settings: someSettings }, ladders);

describe('emptyForm', () => {
  it('chooses the first ladder that the cluster has room for', () => {
    expect(emptyForm(ladders).ladder).toBe('hd');
  });
});

describe('formOf', () => {
  it('names the ladder when the rungs are one', () => {
    expect(before.ladder).toBe('hd');
  });

  it('has rungs of its own when they are none', () => {
    const own = { ...someSettings, renditions: [aRung(540, 1500)] };
    const form = formOf({ title: 'Town hall', visibility: 'public', settings: own }, ladders);
    expect([form.ladder, form.rungs]).toEqual([
      customLadder,
      [{ height: '540', videoBitrateKbps: '1500', audioBitrateKbps: 128 }],
    ]);
  });
});

describe('newStreamOf', () => {
  it('names the ladder, and leaves out how long recordings are kept when that is not limited', () => {
    expect(newStreamOf({ ...emptyForm(ladders), title: ' Town hall ' })).toEqual({
      title: 'Town hall',
      visibility: 'public',
      ladder: 'hd',
      recordingMode: 'always',
      latencyMilliseconds: 120,
      encodingPreset: 'veryfast',
      segmentSeconds: 2,
      partMilliseconds: 200,
      dvrWindowSeconds: 1800,
      reconnectGraceSeconds: 120,
    });
  });

  it('sends rungs of one’s own, and what was not filled in as no number', () => {
    const rungs = [{ height: '540', videoBitrateKbps: '', audioBitrateKbps: 128 }];
    const { renditions, ladder } = newStreamOf({ ...before, ladder: customLadder, rungs });
    expect([renditions, ladder]).toEqual([
      [{ name: '540p', height: 540, videoBitrateKbps: Number.NaN, audioBitrateKbps: 128 }],
      undefined,
    ]);
  });
});

const changes: readonly (readonly [what: string, edit: Partial<StreamForm>, change: object | undefined])[] = [
  ['nothing', {}, undefined],
  ['blanks around the title', { title: ' Town hall ' }, undefined],
  ['the title', { title: 'All hands' }, { title: 'All hands' }],
  ['another ladder', { ladder: 'full-hd' }, { ladder: 'full-hd', recordingRendition: null }],
  ['no recordings', { isRecorded: false }, { recordingMode: 'never' }],
  ['recordings for a week', { retention: '7' }, { recordingRetentionDays: 7 }],
  ['two settings', { visibility: 'private', segmentSeconds: 4 }, { visibility: 'private', segmentSeconds: 4 }],
];

describe('changeOf', () => {
  it.each(changes)('sends what differs alone: %s', (_what, edit, change) => {
    expect(changeOf({ ...before, ...edit }, before)).toEqual(change);
  });

  it('takes a limit away when the days are emptied', () => {
    expect(changeOf(before, { ...before, retention: '30' })).toEqual({ recordingRetentionDays: null });
  });
});

describe('formFaults', () => {
  it.each([
    ['  ', { title: 'Give the stream a title' }],
    ['Town hall', {}],
  ])('of the title “%s” are %o', (title, faults) => {
    expect(formFaults({ ...before, title })).toEqual(faults);
  });
});

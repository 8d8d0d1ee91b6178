/** What a streamer fills in to make or change a stream, and the api's bodies for it. Pure. */
import type { Ladder, NewRendition, NewStream, StreamChange, StreamSettings } from '../../api/generated/schemas.ts';

/** Stands for rungs of one's own among the ids of ladders; no id has capitals. */
export const customLadder = 'Custom';

/** A rung as typed. */
export interface RungForm {
  readonly height: string;
  readonly videoBitrateKbps: string;
  readonly audioBitrateKbps: number;
}

/** Numbers that are typed are texts, empty ones too. */
export interface StreamForm {
  readonly title: string;
  readonly visibility: 'public' | 'private';
  /** Id of a ladder, or {@link customLadder}, for which `rungs` count. */
  readonly ladder: string;
  readonly rungs: readonly RungForm[];
  readonly isRecorded: boolean;
  /** Days; empty: until somebody deletes them. */
  readonly retention: string;
  readonly latency: string;
  readonly encodingPreset: StreamSettings['encodingPreset'];
  readonly segmentSeconds: number;
  readonly partMilliseconds: number;
  readonly dvrWindowSeconds: number;
  readonly reconnectGraceSeconds: number;
}

const rungOf = ({ height, videoBitrateKbps, audioBitrateKbps = 128 }: NewRendition): RungForm => ({
  height: String(height),
  videoBitrateKbps: String(videoBitrateKbps),
  audioBitrateKbps,
});

/** The first that the cluster has room for; the defaults are those of the resource. */
export const emptyForm = (ladders: readonly Ladder[]): StreamForm => {
  const ladder = ladders.find(({ fits }) => fits !== false) ?? ladders[0];
  return {
    title: '',
    visibility: 'public',
    ladder: ladder?.id ?? customLadder,
    rungs: (ladder?.renditions ?? [{ name: '720p', height: 720, videoBitrateKbps: 2500 }]).map(rungOf),
    isRecorded: true,
    retention: '',
    latency: '120',
    encodingPreset: 'veryfast',
    segmentSeconds: 2,
    partMilliseconds: 200,
    dvrWindowSeconds: 1800,
    reconnectGraceSeconds: 120,
  };
};

const rungsKey = (renditions: readonly NewRendition[]): string =>
  JSON.stringify(
    renditions.map(({ name, videoBitrateKbps, audioBitrateKbps = 128 }) => [name, videoBitrateKbps, audioBitrateKbps]),
  );

/** The ladder that these rungs are. */
export const ladderOf = (renditions: readonly NewRendition[], ladders: readonly Ladder[]): Ladder | undefined =>
  ladders.find((ladder) => rungsKey(ladder.renditions) === rungsKey(renditions));

/** A stream as it is set. */
export interface StreamSet {
  readonly title: string;
  readonly visibility: 'public' | 'private';
  readonly settings: StreamSettings;
}

/** The form filled in with how a stream is set. */
export const formOf = ({ title, visibility, settings }: StreamSet, ladders: readonly Ladder[]): StreamForm => ({
  title,
  visibility,
  ladder: ladderOf(settings.renditions, ladders)?.id ?? customLadder,
  rungs: settings.renditions.map(rungOf),
  isRecorded: settings.recordingMode === 'always',
  retention: String(settings.recordingRetentionDays ?? ''),
  latency: String(settings.latencyMilliseconds),
  encodingPreset: settings.encodingPreset,
  segmentSeconds: settings.segmentSeconds,
  partMilliseconds: settings.partMilliseconds,
  dvrWindowSeconds: settings.dvrWindowSeconds,
  reconnectGraceSeconds: settings.reconnectGraceSeconds,
});

/** What is no number becomes null in JSON, which the api refuses by the field's name. */
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

const renditionOf = ({ height, videoBitrateKbps, audioBitrateKbps }: RungForm): NewRendition => ({
  name: `${height.trim()}p`,
  height: numberOf(height),
  videoBitrateKbps: numberOf(videoBitrateKbps),
  audioBitrateKbps,
});

const bodyOf = (form: StreamForm) => ({
  title: form.title.trim(),
  visibility: form.visibility,
  ...(form.ladder === customLadder ? { renditions: form.rungs.map(renditionOf) } : { ladder: form.ladder }),
  recordingMode: form.isRecorded ? ('always' as const) : ('never' as const),
  recordingRetentionDays: form.retention.trim() === '' ? null : numberOf(form.retention),
  latencyMilliseconds: numberOf(form.latency),
  encodingPreset: form.encodingPreset,
  segmentSeconds: form.segmentSeconds,
  partMilliseconds: form.partMilliseconds,
  dvrWindowSeconds: form.dvrWindowSeconds,
  reconnectGraceSeconds: form.reconnectGraceSeconds,
});

/** The body of `POST /api/streams`. */
export const newStreamOf = (form: StreamForm): NewStream => {
  const { recordingRetentionDays, ...body } = bodyOf(form);
  return recordingRetentionDays === null ? body : { ...body, recordingRetentionDays };
};

/**
 * The body of `PATCH`, with what differs alone; undefined where nothing does. Of another ladder the highest rung is recorded,
 * since the one that was chosen may not be there.
 */
export const changeOf = (form: StreamForm, before: StreamForm): StreamChange | undefined => {
  const was: Readonly<Record<string, unknown>> = bodyOf(before);
  const differing = Object.entries(bodyOf(form)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]),
  );
  if (differing.length === 0) return undefined;
  const change: StreamChange = Object.fromEntries(differing);
  return change.ladder || change.renditions ? { ...change, recordingRendition: null } : change;
};

/** What is wrong before anybody is asked, by field. */
export const formFaults = ({ title }: StreamForm): Readonly<Record<string, string>> =>
  title.trim() === '' ? { title: 'Give the stream a title' } : {};

import type { MatrixCases, RouteCases } from './matrix-case.ts';
import { clipRange, type MatrixWorld, type StreamVisibility } from './matrix-world.ts';

const visibilities = ['public', 'private'] as const;

/** A request about a recording: its visibility is its video's, the recording itself is its owner's alone. */
const eachRecording = (status: number): MatrixCases =>
  Object.fromEntries(
    visibilities.map((visibility) => [
      visibility,
      { status, thing: 'hidden', prepare: async (world) => ({ id: await world.addRecording(visibility) }) },
    ]),
  );

const clipOf = (visibility: StreamVisibility) => async (world: MatrixWorld) => ({
  payload: { streamId: await world.addStream(visibility), ...clipRange },
});

const listed = async (world: MatrixWorld) => {
  await world.addRecording('public');
  return { query: '?limit=100' };
};

/** Of `/api/recordings`. */
export const recordingCases: RouteCases = {
  'GET /api/recordings': { "another's": { status: 200, thing: 'left out', prepare: listed } },
  'POST /api/recordings': {
    'public stream': { status: 201, thing: 'shown', isOwnersAlone: true, prepare: clipOf('public') },
    'private stream': { status: 201, thing: 'hidden', isOwnersAlone: true, prepare: clipOf('private') },
  },
  'GET /api/recordings/:id': eachRecording(200),
  'DELETE /api/recordings/:id': eachRecording(204),
  'POST /api/recordings/:id/retry': eachRecording(202),
};

import type { MatrixCases, MatrixRequest, RouteCases } from './matrix-case.ts';
import type { MatrixWorld, StreamVisibility } from './matrix-world.ts';

const about = (visibility: StreamVisibility, request: MatrixRequest) => async (world: MatrixWorld) => ({
  ...request,
  id: await world.addStream(visibility),
});

/** A request about a stream, once for each visibility. */
const eachStream = (status: number, request: MatrixRequest = {}): MatrixCases => ({
  public: { status, thing: 'shown', prepare: about('public', request) },
  private: { status, thing: 'hidden', prepare: about('private', request) },
});

const named = (visibility: StreamVisibility) => async (world: MatrixWorld) => ({
  stream: await world.addNamedStream(visibility),
});

const listed = (query: string) => async (world: MatrixWorld) => {
  await world.addStream('private');
  return { query };
};

/** Of `/api/streams`. */
export const streamCases: RouteCases = {
  'GET /api/streams': { 'one private': { status: 200, thing: 'left out', prepare: listed('?limit=100') } },
  'POST /api/streams': { '': { status: 201, prepare: async () => ({ payload: { title: 'broadcast' } }) } },
  'GET /api/streams/presets': { '': { status: 200, prepare: async () => ({}) } },
  'GET /api/streams/:id': eachStream(200),
  'GET /api/streams/by-name/:namespace/:name': {
    public: { status: 200, thing: 'shown', prepare: named('public') },
    private: { status: 200, thing: 'hidden', prepare: named('private') },
  },
  'PATCH /api/streams/:id': eachStream(200, { payload: { latencyMilliseconds: 200 } }),
  'DELETE /api/streams/:id': eachStream(204),
  'GET /api/streams/:id/ingest': eachStream(200),
  'POST /api/streams/:id/key': eachStream(200),
  'POST /api/streams/:id/end': eachStream(200),
  'POST /api/streams/:id/grant': eachStream(200),
};

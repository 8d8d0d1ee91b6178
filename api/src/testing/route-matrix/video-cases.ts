import { randomUUID } from 'node:crypto';
import type { MatrixCase, MatrixCases, MatrixRequest, RouteCases } from './matrix-case.ts';
import { hiddenWord, type MatrixWorld, type VideoVisibility } from './matrix-world.ts';

const about = (visibility: VideoVisibility, request: MatrixRequest) => async (world: MatrixWorld) => ({
  ...request,
  id: await world.addVideo(visibility),
});

/** A request about a video, once for each visibility. */
const eachVideo = (status: number, request: MatrixRequest = {}): MatrixCases => ({
  public: { status, thing: 'shown', prepare: about('public', request) },
  unlisted: { status, thing: 'shown', prepare: about('unlisted', request) },
  private: { status, thing: 'hidden', prepare: about('private', request) },
});

/** A list, beside what it is not to show: a private video and an unlisted one. */
const beside = (request: (world: MatrixWorld) => MatrixRequest): MatrixCase => ({
  status: 200,
  thing: 'left out',
  prepare: async (world) => {
    await world.addVideo('private');
    await world.addVideo('unlisted');
    return request(world);
  },
});

/** What strangers may see, and two that are more like it than anything else, which they may not. */
const besideItsLike = async (world: MatrixWorld) => {
  const tags = Array.from({ length: 3 }, () => randomUUID());
  for (const visibility of ['private', 'unlisted'] as const) await world.addVideo(visibility, ...tags);
  return { id: await world.addVideo('public', ...tags) };
};

const upload = async (world: MatrixWorld) => ({
  payload: { id: await world.uploadVideo(), title: 'broadcast', durationSeconds: 1, width: 640, height: 360 },
});

/** Of `/api/videos`. */
export const videoCases: RouteCases = {
  'GET /api/videos': {
    all: beside(() => ({ query: '?limit=100' })),
    'by a word': beside(() => ({ query: `?q=${hiddenWord}` })),
    'by a tag': beside(() => ({ query: `?tag=${hiddenWord}` })),
    'by category': beside(() => ({ query: `?category=${hiddenWord}` })),
    'by owner': beside(({ callers }) => ({ query: `?owner=${callers.owner.username}` })),
  },
  'GET /api/videos/tags': { '': beside(() => ({})) },
  'GET /api/videos/categories': { '': beside(() => ({})) },
  'POST /api/videos/import': { '': { status: 201, prepare: upload } },
  'GET /api/videos/:id': eachVideo(200),
  'PATCH /api/videos/:id': eachVideo(200, { payload: { description: 'changed' } }),
  'DELETE /api/videos/:id': eachVideo(204),
  'GET /api/videos/:id/related': {
    ...eachVideo(200),
    'beside its like': { status: 200, thing: 'left out', prepare: besideItsLike },
  },
  'POST /api/videos/:id/view': eachVideo(200),
  'PUT /api/videos/:id/like': eachVideo(200),
  'DELETE /api/videos/:id/like': eachVideo(200),
  'POST /api/videos/:id/grant': eachVideo(200),
};

/** The requests of the matrix, for each route of the api. A route that is added needs its own. */
import { authCases } from './auth-cases.ts';
import type { MatrixCases, RouteCases } from './matrix-case.ts';
import { recordingCases } from './recording-cases.ts';
import { streamCases } from './stream-cases.ts';
import { videoCases } from './video-cases.ts';

const served: MatrixCases = { '': { status: 200, prepare: async () => ({}) } };

const docsPaths = ['', '/', '/json', '/files/start.js'];
const docsFiles = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'].map((name) => `/files/${name}`);
const docsCases: RouteCases = Object.fromEntries(
  [...docsPaths, ...docsFiles].map((path) => [`GET /api/docs${path}`, served]),
);

const realtimeCases: RouteCases = {
  'GET /api/realtime': { 'no upgrade': { status: 426, prepare: async () => ({}) } },
  'POST /api/realtime/watching': {
    public: { status: 204, prepare: async (world) => ({ payload: { streamId: await world.addStream('public') } }) },
    private: { status: 204, prepare: async (world) => ({ payload: { streamId: await world.addStream('private') } }) },
  },
};

/** By the name of the route, `GET /api/videos/:id`. What is asked by HEAD is what is asked by GET. */
export const matrixCases: RouteCases = {
  ...docsCases,
  ...authCases,
  ...streamCases,
  ...recordingCases,
  ...videoCases,
  ...realtimeCases,
};

/** None where nobody has said yet what is to be asked. */
export const casesOf = (routeName: string): MatrixCases => matrixCases[routeName.replace(/^HEAD /, 'GET ')] ?? {};

/** What the OpenAPI document says of the api as a whole. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { problemCatalogue } from '../problems/problem-catalogue.ts';

const problemRows = Object.entries(problemCatalogue).map(
  ([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`,
);

/** Markdown: every code with its status and meaning. */
export const problemTable = ['| code | status | what it means |', '|---|---|---|', ...problemRows].join('\n');

const words = `Users, streams, recordings and videos. A stream is a Kubernetes resource: what is written here becomes one, and one that was
applied by other means appears here too.

**Who calls.** \`POST /api/auth/login\` gives an access token, which lasts ten minutes and goes into \`Authorization: Bearer\`, and a
cookie by which \`POST /api/auth/refresh\` gives the next one. Services send \`X-Internal-API-Key\`.

**Lists** come in pages: \`limit\` (1 to 100, 20 where it is left out), and as \`cursor\` the \`nextCursor\` of the page before.

**Errors** are \`application/problem+json\` (RFC 9457). Programs branch on \`code\`:

${problemTable}
`;

export const apiDescription: NonNullable<FastifyDynamicSwaggerOptions['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: 'Kubecast',
    version: '0.1.0',
    description: words,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'auth', description: 'Who you are' },
    { name: 'streams', description: 'Live streams' },
    { name: 'recordings', description: 'What is made of a session' },
    { name: 'videos', description: 'What was published' },
    { name: 'realtime', description: 'What changes while you watch' },
  ],
  components: {
    securitySchemes: {
      accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
      refreshCookie: { type: 'apiKey', in: 'cookie', name: 'kubecast_refresh' },
      internalApiKey: { type: 'apiKey', in: 'header', name: 'X-Internal-API-Key' },
    },
  },
};

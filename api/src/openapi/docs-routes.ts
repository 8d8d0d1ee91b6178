/** `/api/docs`: a page to read, `/api/docs/json` for programs. */
import type { FastifyPluginAsync } from 'fastify';
import { readDocsFiles } from './docs-files.ts';
import { docsContentSecurityPolicy, docsPage, docsScript } from './docs-page.ts';

const config = { access: 'public' } as const;
const schema = { hide: true } as const;
const cacheControl = 'public, max-age=3600';

/** To be registered below `/api/docs`. */
export const docsRoutes: FastifyPluginAsync = async (app) => {
  // A configuration of its own: helmet writes its part into it.
  const page = { config: { ...config }, schema, helmet: { contentSecurityPolicy: docsContentSecurityPolicy } };
  app.get('/', page, async (_request, reply) => reply.type('text/html; charset=utf-8').send(docsPage));
  app.get('/json', { config, schema }, async () => app.swagger());
  app.get('/files/start.js', { config, schema }, async (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(docsScript),
  );
  for (const { name, contentType, content } of await readDocsFiles()) {
    app.get(`/files/${name}`, { config, schema }, async (_request, reply) =>
      reply.type(contentType).header('Cache-Control', cacheControl).send(content),
    );
  }
};

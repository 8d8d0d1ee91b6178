/** The OpenAPI document, made from the routes: `app.swagger()`. */
import { fastifySwagger } from '@fastify/swagger';
import type { FastifyPluginAsync } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';
import { apiDescription } from '../openapi/api-description.ts';
import { documentPaths } from '../openapi/document-paths.ts';
import { routeSecurity } from '../openapi/route-security.ts';

const plugin: FastifyPluginAsync = async (app) => {
  app.addHook('onRoute', (route) => {
    const { access } = route.config ?? {};
    if (access === undefined) return;
    route.schema = { security: routeSecurity[access], ...route.schema };
  });
  await app.register(fastifySwagger, {
    openapi: apiDescription,
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      const { paths, ...named } = documentPaths(document.openapiObject.paths);
      const components = { ...document.openapiObject.components, ...named };
      return Object.assign({}, document.openapiObject, { paths, components });
    },
  });
};

/** See the file header. */
export const openapi = fastifyPlugin(plugin, { name: 'openapi', fastify: '5.x' });

/**
 * Requests are taken as they are: nothing in a body is converted, and nothing that is unknown is dropped in silence. Only paths and
 * queries, which are text, become numbers and booleans where the schema says so.
 */
import { Ajv, type Options } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { FastifyPluginAsync, FastifySchemaCompiler } from 'fastify';
import { fastifyPlugin } from 'fastify-plugin';

const common: Options = { removeAdditional: false, useDefaults: true, allErrors: false, strict: false };

const canonicalUuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Postgres takes no zone that is sixteen hours away. */
const zonedTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-5]):[0-5]\d)$/i;
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** JavaScript takes the 30th of February for the 1st of March. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** RFC 3339 from 1970 to 9999 in UTC, and a time that is: what Date and Postgres both take, and can be said in answers. */
const isInstant = (text: string): boolean => {
  const milliseconds = zonedTime.test(text) ? Date.parse(text) : Number.NaN;
  return milliseconds >= 0 && milliseconds <= lastInstant && isDay(text.slice(0, 10));
};

/** A validator; `coerceTypes` is for what comes as text. */
export const createValidator = (coerceTypes: boolean): Ajv =>
  new Ajv({
    ...common,
    coerceTypes,
    formats: { ...fullFormats, uuid: canonicalUuid, 'date-time': isInstant },
  });

const plugin: FastifyPluginAsync = async (app) => {
  const body = createValidator(false);
  const texts = createValidator(true);
  const compile: FastifySchemaCompiler<object> = ({ schema, httpPart }) =>
    (httpPart === 'body' ? body : texts).compile(schema);
  // Fastify reads text as well, which no route takes.
  app.removeContentTypeParser('text/plain');
  app.setValidatorCompiler(compile);
};

/** See the file header. */
export const schemaValidation = fastifyPlugin(plugin, { name: 'schema-validation', fastify: '5.x' });

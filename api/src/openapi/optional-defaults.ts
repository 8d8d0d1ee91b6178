/** What a request may leave out because the api has a default for it, the OpenAPI document calls optional. */

import { isObject, type Json, type JsonObject } from './json.ts';

const hasDefault = (schema: Json | undefined): boolean => isObject(schema) && 'default' in schema;

const optionalParameter = (parameter: Json): Json =>
  isObject(parameter) && hasDefault(parameter.schema) ? { ...parameter, required: false } : parameter;

const withoutDefaulted = ({ required, ...schema }: JsonObject): JsonObject => {
  const { properties } = schema;
  if (!Array.isArray(required) || !isObject(properties))
    return required === undefined ? schema : { ...schema, required };
  const left = required.filter((name) => !hasDefault(properties[String(name)]));
  return left.length === 0 ? schema : { ...schema, required: left };
};

const optionalProperties = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(optionalProperties);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, optionalProperties(entry)] as const);
  return withoutDefaulted(Object.fromEntries(entries));
};

const inOperation = (operation: Json): Json => {
  if (!isObject(operation)) return operation;
  const { parameters, requestBody } = operation;
  return {
    ...operation,
    ...(Array.isArray(parameters) && { parameters: parameters.map(optionalParameter) }),
    ...(requestBody !== undefined && { requestBody: optionalProperties(requestBody) }),
  };
};

/** A path's operations by method; validation fills defaults in before a handler runs, so that there they are always there. */
export const optionalDefaults = (item: Json): Json =>
  isObject(item)
    ? Object.fromEntries(Object.entries(item).map(([method, operation]) => [method, inOperation(operation)]))
    : item;

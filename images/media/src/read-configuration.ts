/** Reads a program's configuration from its environment: everything that is wrong is said at once. */
import { z } from 'zod';

/** The configuration is wrong; `message` lists each bad key and what it should be. Exit with 78 (EX_CONFIG). */
export class ConfigurationError extends Error {
  readonly code = 'ConfigurationInvalid';
}

export const configurationExitCode = 78;

/** A variable that holds a JSON document of the given shape. */
export const jsonVariable = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Parses `environment` by `schema`. Throws {@link ConfigurationError} that names every bad variable, never its value. */
export const readConfiguration = <Schema extends z.ZodType>(
  schema: Schema,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): z.output<Schema> => {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigurationError(`Configuration is not valid, set these variables right:\n${faults.join('\n')}`);
};

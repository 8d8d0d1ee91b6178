/** Logs are JSON lines on stdout, for operators; users read conditions and events. Secrets and signed URLs never go in. */
import { type Logger, type LoggerOptions, pino } from 'pino';

export type { Logger } from 'pino';

/**
 * Without what Postgres quotes of the data: `detail` holds the whole row that a constraint refused, a password's hash with it, and
 * `where` what a statement was given.
 */
const withoutRows = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error;
  const entries = Object.entries(pino.stdSerializers.err(error));
  return Object.fromEntries(entries.filter(([key]) => key !== 'detail' && key !== 'where'));
};

/** How a program's lines look, whatever they go to. */
export const loggerOptions = (program: string, level: string): LoggerOptions => ({
  level,
  base: { program },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { err: withoutRows, error: withoutRows },
});

/** A program's root logger. `LOG_LEVEL` (trace … fatal, default info) sets how much it says. */
export const createLogger = (program: string, level = process.env.LOG_LEVEL ?? 'info'): Logger =>
  pino(loggerOptions(program, level));

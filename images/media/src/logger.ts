/** Logs are JSON lines on stdout, for operators; users read conditions and events. Secrets and signed URLs never go in. */
import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** A program's root logger. `LOG_LEVEL` (trace … fatal, default info) sets how much it says. */
export const createLogger = (program: string, level = process.env.LOG_LEVEL ?? 'info'): Logger =>
  pino({
    level,
    base: { program },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { error: pino.stdSerializers.err },
  });

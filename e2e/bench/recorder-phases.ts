/** How long each phase of a recorder took, by its own log. Pure. */
import { type RecorderPhase, recorderPhases } from '@kubecast/media/recorder-config';
import { z } from 'zod';

/** A line of the log that tells progress; `time` is of Unix, milliseconds. */
const lineSchema = z.object({ time: z.number(), phase: z.enum(recorderPhases) });
const endSchema = z.object({ time: z.number() });

const parse = <T>(schema: z.ZodType<T>, line: string): readonly T[] => {
  const parsed = schema.safeParse(JSON.parse(line));
  return parsed.success ? [parsed.data] : [];
};

/** Seconds of each phase that there was, from its first line to the next one's; the last ends with the log. */
export const readPhases = (lines: readonly string[]): ReadonlyMap<RecorderPhase, number> => {
  const told = lines.flatMap((line) => parse(lineSchema, line));
  const starts = told.filter(({ phase }, index) => phase !== told[index - 1]?.phase);
  const endMs = lines.flatMap((line) => parse(endSchema, line)).at(-1)?.time ?? Number.NaN;
  return new Map(
    starts.map(({ phase, time }, index) => [phase, ((starts[index + 1]?.time ?? endMs) - time) / 1_000] as const),
  );
};

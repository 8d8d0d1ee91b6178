import { describe, expect, it } from 'vitest';
import { DiskFullError, runTool, ToolError } from './run-tool.ts';

const { signal } = new AbortController();

async function* chunks(...texts: readonly string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

describe('runTool', () => {
  it('gives what the program wrote of its input', async () => {
    expect(String(await runTool('cat', [], { signal, input: chunks('a', 'b') }))).toBe('ab');
  });

  it('does not mind a program that needs no more input', async () => {
    const input = chunks(...Array.from({ length: 50 }, () => 'x'.repeat(100_000)));
    expect(String(await runTool('head', ['-c', '3'], { signal, input }))).toBe('xxx');
  });

  it('throws the program’s last words', async () => {
    await expect(runTool('sh', ['-c', 'echo no such thing >&2; exit 3'], { signal })).rejects.toThrow(
      'sh ended with 3: no such thing',
    );
  });

  it('tells a program that complains from one that was killed', async () => {
    await expect(runTool('sh', ['-c', 'exit 3'], { signal })).rejects.toMatchObject({ exitCode: 3 });
    await expect(runTool('sh', ['-c', 'kill -9 $$'], { signal })).rejects.toMatchObject({ exitCode: undefined });
  });

  it('tells a full disk from other errors', async () => {
    const script = 'echo "video.mp4: No space left on device" >&2; exit 1';
    await expect(runTool('sh', ['-c', script], { signal })).rejects.toThrow(DiskFullError);
  });

  it('throws when there is no such program', async () => {
    await expect(runTool('no-such-program', [], { signal })).rejects.toThrow(ToolError);
  });

  it('throws what its input throws, and ends the program', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('a');
      throw new Error('the input broke');
    }
    await expect(runTool('sleep', ['600'], { signal, input: broken() })).rejects.toThrow('the input broke');
  });

  it('ends the program with the signal, and throws its reason', async () => {
    const end = new AbortController();
    const running = runTool('sleep', ['600'], { signal: end.signal });
    end.abort(new Error('told to end'));
    await expect(running).rejects.toThrow('told to end');
    await expect(runTool('sleep', ['600'], { signal: end.signal })).rejects.toThrow('told to end');
  });
});

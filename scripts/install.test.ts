import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'kubecast-install-'));
  await mkdir(join(cache, 'kubecast/bin'), { recursive: true });
  await stub('helm', 'exit 0');
});

afterEach(() => rm(cache, { recursive: true }));

/** Takes the place of a tool: `script` is run with its arguments, as bash. */
const stub = (tool: string, script: string) =>
  writeFile(join(cache, 'kubecast/bin', tool), `#!/usr/bin/env bash\n${script}\n`, { mode: 0o755 });

/** A cluster that has `services` and a Job of these conditions; nothing else is there to wait for. */
const stubKubectl = (services: string, conditions: string) =>
  stub(
    'kubectl',
    `case "$*" in
      *"get services"*) printf '%s' '${services}' ;;
      *"get jobs"*jsonpath*) printf '%s' '${conditions}' ;;
      *"get jobs"*) echo job.batch/kubecast-buckets-1 ;;
      *"wait job.batch"*) [[ '${conditions}' == *Complete=True* ]] ;;
    esac`,
  );

const install = (): Promise<{ readonly status: unknown; readonly words: string }> => {
  const env = { ...process.env, XDG_CACHE_HOME: cache, IMAGE_TAG: 'test' };
  const { promise, resolve } = Promise.withResolvers<{ status: unknown; words: string }>();
  execFile('bash', [join(import.meta.dirname, 'install.sh')], { env }, (error, stdout, stderr) =>
    resolve({ status: error ? error.code : 0, words: stdout + stderr }),
  );
  return promise;
};

const ours = 'kubecast-system/kubecast-gateway 30890\n';

describe('install.sh', () => {
  it('is through when everything is there', async () => {
    await stubKubectl(`default/kubernetes \nlive/two 30891 30892\n${ours}`, 'Complete=True\n');
    expect(await install()).toMatchObject({ status: 0 });
  });

  it.each(['live/other 30890', 'live/other 30891 30890'])(
    'names who has the port of the gateway when it is %s',
    async (holder) => {
      await stubKubectl(`${holder}\n`, 'Complete=True\n');
      const { status, words } = await install();
      expect([status, words]).toEqual([1, expect.stringContaining('belongs to the Service live/other')]);
    },
  );

  it('fails at once when a Job has failed', async () => {
    await stubKubectl(ours, 'FailureTarget=True\nFailed=True\n');
    expect(await install()).toMatchObject({ status: 1 });
  });
});

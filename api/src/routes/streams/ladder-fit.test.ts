import { describe, expect, it } from 'vitest';
import { offerLadder } from './ladder-fit.ts';
import { builtInLadders } from './ladder-presets.ts';

const large = { cpu: '2', memory: '8Gi', 'ephemeral-storage': '100Gi', pods: '110' };
const [fullHd] = builtInLadders;

describe('offerLadder', () => {
  it.each([
    ['fits a node that has it all', [large], true],
    ['fits one node of several', [{ ...large, cpu: '100m' }, large], true],
    ['does not fit where the CPU is too small', [{ ...large, cpu: '929m' }], false],
    ['fits where the CPU is just enough', [{ ...large, cpu: '930m' }], true],
    ['does not fit where the memory is too small', [{ ...large, memory: '684Mi' }], false],
    ['does not fit where no storage is told of', [{ cpu: '2', memory: '8Gi' }], false],
    ['fits nothing where no node takes pods', [], false],
    ['is not known where nodes may not be seen', undefined, null],
  ])('%s', (_what, nodes, fits) => {
    expect(fullHd && offerLadder(fullHd, nodes)).toEqual({ ...fullHd, cpuMillis: 930, memoryMebibytes: 685, fits });
  });
});

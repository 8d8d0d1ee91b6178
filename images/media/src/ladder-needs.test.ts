import { describe, expect, it } from 'vitest';
import { containerResources, ladderNeeds } from './ladder-needs.ts';

const ladder = [
  { name: '1080p', height: 1080, videoBitrateKbps: 4500, audioBitrateKbps: 128 },
  { name: '720p', height: 720, videoBitrateKbps: 2500, audioBitrateKbps: 128 },
  { name: '480p', height: 480, videoBitrateKbps: 1200, audioBitrateKbps: 128 },
  { name: '360p', height: 360, videoBitrateKbps: 700, audioBitrateKbps: 128 },
];

describe('ladderNeeds', () => {
  it.each([
    ['the whole ladder at veryfast', ladder, 'veryfast', [930, 685, 117, 1098]],
    ['the whole ladder at medium', ladder, 'medium', [1920, 685, 117, 1098]],
    ['its two lowest rungs at ultrafast', ladder.slice(2), 'ultrafast', [150, 292, 40, 449]],
  ] as const)('is known for %s', (_what, rungs, preset, expected) => {
    const needs = ladderNeeds(rungs, preset);
    expect([needs.cpuMillis, needs.memoryMebibytes, needs.windowMebibytes, needs.spoolMebibytes]).toEqual(expected);
  });

  it('matches what was measured for the whole ladder: 0.82 to 0.87 core and 0.055 for the agent', () => {
    const { cpuMillis } = ladderNeeds(ladder, 'veryfast');
    expect(cpuMillis).toBeGreaterThanOrEqual(870);
    expect(cpuMillis).toBeLessThanOrEqual(960);
  });
});

describe('containerResources', () => {
  it('requests the given share of the CPU and limits memory alone', () => {
    const needs = { cpuMillis: 900, memoryMebibytes: 700, windowMebibytes: 120, spoolMebibytes: 1000 };
    expect(containerResources(needs, 50)).toEqual({
      requests: { cpu: '450m', memory: '700Mi', 'ephemeral-storage': '1000Mi' },
      limits: { memory: '1400Mi' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { describeCpu, describeNeeds } from './describe-needs.ts';

describe('describeCpu', () => {
  it.each([
    [220, 'a quarter of a processor core'],
    [300, 'a third of a processor core'],
    [440, 'half a processor core'],
    [700, 'three quarters of a processor core'],
    [930, 'one processor core'],
    [1400, '1.5 processor cores'],
    [2980, '3 processor cores'],
  ])('says %i thousandths as %s', (millis, words) => {
    expect(describeCpu(millis)).toBe(words);
  });
});

describe('describeNeeds', () => {
  const ladder = { id: 'hd', title: 'HD', renditions: [], cpuMillis: 2980, memoryMebibytes: 1655 };

  it.each([true, null])('says what it takes when fits is %s', (fits) => {
    expect(describeNeeds({ ...ladder, fits })).toBe('About 3 processor cores while you are live');
  });

  it('says why it cannot be had when it fits no node', () => {
    expect(describeNeeds({ ...ladder, fits: false })).toBe(
      'Not possible here: it takes about 3 processor cores and 1.7 GB of memory, and no machine of this cluster has that',
    );
  });
});

import type { RecorderProgress } from '@kubecast/media/recorder-config';
import { describe, expect, it } from 'vitest';
import { ProgressMessages } from './progress-messages.ts';

const assembling = (percent: number): RecorderProgress => ({ phase: 'assembling', percent, message: 'Assembling' });
const uploading: RecorderProgress = { phase: 'uploading', percent: 1, message: 'Uploading' };

const create = () => {
  const clock = { seconds: 0 };
  const messages = new ProgressMessages(() => new Date(clock.seconds * 1000));
  const next = (seconds: number, progress?: RecorderProgress, previous?: string): string => {
    clock.seconds = seconds;
    return messages.next('uid', progress, previous);
  };
  return { messages, next };
};

describe('ProgressMessages', () => {
  it('says something new every ten seconds, and at once when the phase changes', () => {
    const { next } = create();
    expect(next(0, assembling(1))).toBe('Assembling (1 %)');
    expect(next(9, assembling(50))).toBe('Assembling (1 %)');
    expect(next(10, assembling(60))).toBe('Assembling (60 %)');
    expect(next(11, uploading)).toBe('Uploading (1 %)');
  });

  it('lets the last word stand while the recorder does not answer', () => {
    const { next } = create();
    expect(next(0)).toBe('The recorder works');
    expect(next(1, assembling(1), 'The recorder works')).toBe('Assembling (1 %)');
    expect(next(60)).toBe('Assembling (1 %)');
  });

  it('lets another operator’s word stand for as long as its own', () => {
    const { next } = create();
    expect(next(0, assembling(40), 'Assembling (30 %)')).toBe('Assembling (30 %)');
    expect(next(10, assembling(50), 'Assembling (30 %)')).toBe('Assembling (50 %)');
  });

  it('begins anew with a Recording that it was told to forget', () => {
    const { messages, next } = create();
    next(0, assembling(1));
    messages.forget('uid');
    expect(next(1, assembling(2))).toBe('Assembling (2 %)');
  });
});

// @vitest-environment happy-dom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { type FakeAnswers, refusal } from '../testing/fake-api.ts';
import { ada } from '../testing/fake-session.ts';
import { type RenderedPage, renderPage } from '../testing/render-page.tsx';
import { ClipMaker } from './clip-maker.tsx';
import type { ClipStream } from './model/new-clip.ts';
import { buildRecording } from './testing/build-recording.ts';

const stream: ClipStream = {
  id: 'f00d',
  title: 'Evening light',
  visibility: 'private',
  sessionId: '20260131-193000-k3x9',
  sessionStartedAt: '2026-01-31T19:30:00Z',
  sessionEndedAt: '2026-01-31T19:40:00Z',
};

interface OpenedMaker extends RenderedPage {
  readonly onClose: () => void;
}

const openMaker = (answers: FakeAnswers, given: Partial<ClipStream> = {}): OpenedMaker => {
  const onClose = vi.fn();
  const page = <ClipMaker stream={{ ...stream, ...given }} isOpen onClose={onClose} />;
  return { ...renderPage({ page, me: ada, answers }), onClose };
};

const press = (name: string): HTMLElement => screen.getByRole('button', { name });
const slider = (name: string): HTMLInputElement => screen.getByRole('slider', { name });

describe('ClipMaker', () => {
  it('asks for the last seconds, with the title and for whom', async () => {
    const { user, api, onClose } = openMaker({ 'POST /api/recordings': buildRecording() });
    await user.click(press('30 s'));
    await user.type(screen.getByLabelText('Title'), 'The goal');
    await user.selectOptions(screen.getByLabelText('Who may watch'), 'public');
    await user.click(press('Make the clip'));
    expect(await screen.findByText(/The clip is being made/)).toBeTruthy();
    expect([api.calls[0]?.body, vi.mocked(onClose).mock.calls.length]).toEqual([
      {
        streamId: 'f00d',
        sessionId: '20260131-193000-k3x9',
        from: '2026-01-31T19:39:30.000Z',
        to: '2026-01-31T19:40:00.000Z',
        title: 'The goal',
        visibility: 'public',
      },
      1,
    ]);
  });

  it('takes the part from the handles, and leaves title and audience to the stream', async () => {
    const { user, api } = openMaker({ 'POST /api/recordings': buildRecording() });
    const at = Date.parse('2026-01-31T19:31:00Z');
    fireEvent.change(slider('Beginning of the clip'), { target: { value: String(at) } });
    expect(slider('Beginning of the clip').getAttribute('aria-valuetext')).toMatch(/1 minute into the session$/);
    await user.click(press('Make the clip'));
    await screen.findByText(/The clip is being made/);
    expect(api.calls[0]?.body).toEqual({
      streamId: 'f00d',
      sessionId: '20260131-193000-k3x9',
      from: '2026-01-31T19:31:00.000Z',
      to: '2026-01-31T19:40:00.000Z',
      visibility: 'private',
    });
  });

  it('says beside the field what is wrong with a time, and asks for nothing', async () => {
    const { user, api } = openMaker({});
    const from = screen.getByLabelText('From');
    fireEvent.change(from, { target: { value: '' } });
    await user.click(press('Make the clip'));
    expect([from.getAttribute('aria-invalid'), document.activeElement, api.calls]).toEqual(['true', from, []]);
    expect(screen.getByText('Say when the clip begins')).toBeTruthy();
  });

  it('shows what the api finds wrong beside its field, until that changes', async () => {
    const fields = { to: 'must be within 6 hours of `from`', sessionId: 'is not known' };
    const { user } = openMaker({ 'POST /api/recordings': refusal(400, 'RequestInvalid', { fields }) });
    await user.click(press('Make the clip'));
    expect(await screen.findByText(/within 6 hours/)).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByLabelText('To'));
    expect(screen.getByRole('alert').textContent).toMatch(/sessionId.*is not known/);
    await user.click(press('2 min'));
    expect(screen.queryByText(/within 6 hours/)).toBeNull();
  });

  it('says so when there are too many clips', async () => {
    const detail = 'Could not make the clip: 10 clips are still being made; wait for them, or delete some';
    const { user, onClose } = openMaker({ 'POST /api/recordings': refusal(409, 'ClipLimitReached', { detail }) });
    await user.click(press('Make the clip'));
    expect((await screen.findByRole('alert')).textContent).toBe(`${detail}.`);
    expect(onClose).not.toHaveBeenCalled();
  });

  it('has nothing to cut before the first session', () => {
    openMaker({}, { sessionId: null, sessionStartedAt: null, sessionEndedAt: null });
    expect(screen.getByText('Nothing to cut yet')).toBeTruthy();
  });
});

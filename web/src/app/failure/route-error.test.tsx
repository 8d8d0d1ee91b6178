// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { RouteError } from './route-error.tsx';

const Nothing = (): ReactElement => <p>Nothing</p>;

const showFailing = (error: Error): void => {
  const loader = (): never => {
    throw error;
  };
  const router = createMemoryRouter([
    { path: '*', loader, Component: Nothing, ErrorBoundary: RouteError, HydrateFallback: Nothing },
  ]);
  render(<RouterProvider router={router} />);
  onTestFinished(cleanup);
};

beforeEach(() => sessionStorage.clear());

describe('RouteError', () => {
  it('says what to do when a page failed', async () => {
    showFailing(new Error('a mistake of this side'));
    expect(await screen.findByRole('heading', { level: 1, name: 'This page cannot be shown' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Load again' })).toBeTruthy();
  });

  it('says so when a part of the app cannot be loaded and nobody answers', async () => {
    vi.spyOn(window, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
    showFailing(new TypeError('Failed to fetch dynamically imported module: /assets/a.js'));
    expect((await screen.findByRole('alert')).textContent).toContain('look at your connection');
  });
});

/**
 * Keeps the frame when the player's code does not come: a cover can wait for hours before its click, and a deployment later
 * its files are gone. Then the page is loaded anew, once; else it says what to do.
 */
import { Component, type ReactElement, type ReactNode, useEffect } from 'react';
import { isGoneChunk, reloadForChunk } from '../app/failure/gone-chunk.ts';

export interface PlayerBoundaryProps {
  readonly children: ReactNode;
}

interface PlayerBoundaryState {
  readonly failure?: { readonly error: unknown };
}

const reload = (): void => window.location.reload();

const PlayerFailed = ({ error }: { readonly error: unknown }): ReactElement => {
  useEffect(() => {
    if (isGoneChunk(error)) void reloadForChunk(window);
  }, [error]);
  return (
    <div role="alert" className="embed-failed">
      <p>The player could not be loaded.</p>
      <button type="button" onClick={reload}>
        Load again
      </button>
    </div>
  );
};

export class PlayerBoundary extends Component<PlayerBoundaryProps, PlayerBoundaryState> {
  static getDerivedStateFromError(error: unknown): PlayerBoundaryState {
    return { failure: { error } };
  }

  override state: PlayerBoundaryState = {};

  override render(): ReactNode {
    const { failure } = this.state;
    return failure ? <PlayerFailed error={failure.error} /> : this.props.children;
  }
}

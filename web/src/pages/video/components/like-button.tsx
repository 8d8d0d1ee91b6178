/** Likes a video and takes that back. It shows what the server has said, never more; strangers are led to the login. */
import { ThumbsUp } from 'lucide-react';
import type { ReactElement } from 'react';
import { useLocation } from 'react-router';
import { loginPath } from '../../../app/page-paths.ts';
import { Button } from '../../../design/button.tsx';
import { ButtonLink } from '../../../design/button-link.tsx';
import { problemText } from '../../../design/problem-text.ts';
import { useToast } from '../../../design/toasts.tsx';
import { countOf } from '../../../format/count-of.ts';
import { formatCount } from '../../../format/format-count.ts';

export interface LikeButtonProps {
  readonly likeCount: number;
  /** Null for a stranger. */
  readonly likedByMe: boolean | null;
  readonly isBusy: boolean;
  /** Throws ApiProblem. */
  readonly onLike: (isLiked: boolean) => Promise<unknown>;
}

const LoginLink = ({ likeCount }: Pick<LikeButtonProps, 'likeCount'>): ReactElement => {
  const { pathname, search } = useLocation();
  return (
    <ButtonLink
      to={loginPath(pathname + search)}
      title="Log in to like it"
      aria-label={`${formatCount(likeCount)}, log in to like it`}
      icon={<ThumbsUp aria-hidden className="size-4" />}
    >
      {formatCount(likeCount)}
    </ButtonLink>
  );
};

export const LikeButton = ({ likeCount, likedByMe, isBusy, onLike }: LikeButtonProps): ReactElement => {
  const toast = useToast();
  if (likedByMe === null) return <LoginLink likeCount={likeCount} />;
  const toggle = (): void =>
    void onLike(!likedByMe).catch((error: unknown) => toast({ kind: 'failed', text: problemText(error) }));
  return (
    <Button
      aria-pressed={likedByMe}
      aria-label={`${countOf(likeCount, 'like', formatCount)}: like it`}
      title={likedByMe ? 'Take your like back' : 'Like it'}
      isBusy={isBusy}
      onClick={toggle}
      icon={<ThumbsUp aria-hidden className={likedByMe ? 'size-4 fill-current text-accent' : 'size-4'} />}
    >
      <span className="tabular-nums">{formatCount(likeCount)}</span>
    </Button>
  );
};

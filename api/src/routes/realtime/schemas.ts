/** What `/api/realtime` takes over HTTP; what is said over the socket is in `realtime/realtime-protocol.ts`. */
import { Type } from 'typebox';
import { noContent } from '../../schemas/no-content.ts';
import { problemResponses } from '../../schemas/problem-responses.ts';
import { uuid } from '../../schemas/uuid.ts';

const tags = ['realtime'];

export const openSocketSchema = {
  operationId: 'openRealtime',
  tags,
  summary: 'Open the WebSocket',
  description:
    'For an upgrade to WebSocket (RFC 6455) alone. The messages of both directions are in docs/reference/realtime.md; who the client is it says in its first message.',
  response: problemResponses('UpgradeRequired', 'CrossSiteRefused'),
};

export const watchingSchema = {
  operationId: 'reportWatching',
  tags,
  summary: 'Say that a player is open',
  description:
    'For browsers that cannot open the WebSocket: every ten seconds while the player is open, and with `stopped` when it is closed. Says nothing of whether it was counted: only viewers of live streams are, who may see them.',
  body: Type.Object(
    { streamId: uuid(), stopped: Type.Boolean({ default: false, description: 'The player was closed' }) },
    { additionalProperties: false },
  ),
  response: { 204: noContent, ...problemResponses('CrossSiteRefused') },
};

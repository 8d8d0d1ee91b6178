/** A WebSocket whose other side is the test. */
import { parseServerMessage } from '../parse-server-message.ts';
import type { ServerMessage } from '../server-message.ts';
import type { LinkSocket } from '../socket-link.ts';

export class FakeSocket implements LinkSocket {
  readonly #events = new EventTarget();
  readonly sent: unknown[] = [];
  isClosed = false;

  readonly addEventListener: LinkSocket['addEventListener'] = (type, listener, options) => {
    this.#events.addEventListener(type, listener as (event: Event) => void, options);
  };

  send(text: string): void {
    if (this.isClosed) throw new Error('The socket is closed');
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  /** The server says it; what the page would not read is refused. */
  say(message: ServerMessage): void {
    const data = JSON.stringify(message);
    if (!parseServerMessage(data)) throw new Error(`Not of the protocol: ${data}`);
    this.sayRaw(data);
  }

  sayRaw(data: unknown): void {
    this.#events.dispatchEvent(new MessageEvent('message', { data }));
  }

  /** The server, or the line, ends it. */
  end(code = 1006): void {
    this.isClosed = true;
    this.#events.dispatchEvent(new CloseEvent('close', { code }));
  }
}

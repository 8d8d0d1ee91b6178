/** Reads the URL that streamers are given. */
import type { SrtTarget } from './srt-publisher.ts';

/** `srt://host:port?streamid=…&passphrase=…&latency=<microseconds>`. Throws a TypeError for what is no URL. */
export const targetFromUrl = (text: string): SrtTarget => {
  const { hostname, port, searchParams } = new URL(text);
  return {
    host: hostname,
    port: Number(port),
    streamId: searchParams.get('streamid') ?? '',
    passphrase: searchParams.get('passphrase') ?? '',
    latencyMs: Number(searchParams.get('latency')) / 1000,
  };
};

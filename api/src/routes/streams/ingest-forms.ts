/**
 * How an encoder is told where to stream to. OBS takes the stream id from the server's URL or, where that has none, from the
 * field Stream Key, and the passphrase from the URL or from the password of "Use authentication"; it decodes no percent
 * encoding, which is why all of it is letters, digits, `-` and `_`. Its `latency` is in microseconds, as ffmpeg's.
 */

export interface IngestAddress {
  readonly host: string;
  /** UDP. */
  readonly port: number;
  readonly streamId: string;
  readonly passphrase: string;
  readonly latencyMilliseconds: number;
}

/** What goes into OBS's fields; an empty one stays empty. */
export interface ObsFields {
  readonly server: string;
  readonly streamKey: string;
  /** Of "Use authentication"; its user name stays empty. */
  readonly password: string;
}

export interface IngestForms {
  /** Everything in one URL, also for ffmpeg. */
  readonly url: string;
  readonly obs: { readonly oneUrl: ObsFields; readonly serverAndKey: ObsFields };
}

const inUrl = (host: string): string => (host.includes(':') ? `[${host}]` : host);

/** Both forms that OBS takes. */
export const ingestForms = ({ host, port, streamId, passphrase, latencyMilliseconds }: IngestAddress): IngestForms => {
  const base = `srt://${inUrl(host)}:${port}`;
  const latency = `latency=${latencyMilliseconds * 1000}`;
  const url = `${base}?streamid=${streamId}&passphrase=${passphrase}&${latency}`;
  return {
    url,
    obs: {
      oneUrl: { server: url, streamKey: '', password: '' },
      serverAndKey: { server: `${base}?${latency}`, streamKey: streamId, password: passphrase },
    },
  };
};

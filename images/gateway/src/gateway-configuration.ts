/** The gateway's configuration: its environment. It has no secrets: passphrases pass it by. */
import { z } from 'zod';

const wholeNumber = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

/** The environment. */
export const gatewayConfigurationSchema = z.object({
  /** Comma-separated; empty: all. */
  KUBECAST_WATCH_NAMESPACES: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((entry) => entry.trim() || [])),
  /** 0: any free one. */
  KUBECAST_UDP_PORT: wholeNumber(0, 65_535, 8890),
  /** Health and metrics; 0: any free one. */
  KUBECAST_HTTP_PORT: wholeNumber(0, 65_535, 9090),
  /** Encoders connected or connecting at once. */
  KUBECAST_MAX_FLOWS: wholeNumber(1, 20_000, 2_000),
  /** Connections that one address may begin a second, five times as many at once. */
  KUBECAST_HANDSHAKES_PER_SECOND: wholeNumber(1, 10_000, 20),
  /** An encoder that says nothing for so long has left. */
  KUBECAST_IDLE_SECONDS: wholeNumber(3, 3_600, 10),
});

export type GatewayConfiguration = z.output<typeof gatewayConfigurationSchema>;

import { readConfiguration } from '@kubecast/media/read-configuration';
import { describe, expect, it } from 'vitest';
import { gatewayConfigurationSchema } from './gateway-configuration.ts';

describe('gatewayConfigurationSchema', () => {
  it('has a default for everything', () => {
    expect(readConfiguration(gatewayConfigurationSchema, {})).toEqual({
      KUBECAST_WATCH_NAMESPACES: [],
      KUBECAST_UDP_PORT: 8890,
      KUBECAST_HTTP_PORT: 9090,
      KUBECAST_MAX_FLOWS: 2_000,
      KUBECAST_HANDSHAKES_PER_SECOND: 20,
      KUBECAST_IDLE_SECONDS: 10,
    });
  });

  it('says all that is wrong at once', () => {
    const environment = { KUBECAST_UDP_PORT: 'srt', KUBECAST_MAX_FLOWS: '0', KUBECAST_IDLE_SECONDS: '1.5' };
    const read = () => readConfiguration(gatewayConfigurationSchema, environment);
    expect(read).toThrow(/KUBECAST_UDP_PORT[\s\S]*KUBECAST_MAX_FLOWS[\s\S]*KUBECAST_IDLE_SECONDS/);
  });
});

import { Gauge, type Registry } from 'prom-client';
import type { ChannelState } from '../../model/ports.ts';
import type { GatewayPorts } from '../ports.ts';

/** What leaves the house, by channel. */
export function channelMetrics(registry: Registry, { channels }: Pick<GatewayPorts, 'channels'>): void {
  const perChannel = (name: string, help: string, value: (state: ChannelState) => number): void => {
    new Gauge({
      name,
      help,
      labelNames: ['channel'],
      registers: [registry],
      collect() {
        this.reset();
        for (const state of channels()) this.set({ channel: state.name }, value(state));
      },
    });
  };
  perChannel(
    'havenwacht_channel_waiting_events',
    'Alert events that a channel has not got rid of',
    (c) => c.waiting,
  );
  perChannel('havenwacht_channel_delivered_events', 'Alert events accepted since start', (c) => c.delivered);
}

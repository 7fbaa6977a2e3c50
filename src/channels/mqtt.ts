import { connect } from 'mqtt';
import type { Log } from '../model/ports.ts';
import type { Sender } from './channel.ts';

export interface MqttOptions {
  /** `mqtt://[user:password@]host[:port]`, or `mqtts:`. */
  readonly url: string;
  /** Topics are `<topic>/alerts/<kind>`. */
  readonly topic: string;
  readonly log: Log;
  readonly timeoutMs?: number;
  readonly reconnectMs?: number;
}

/** Publishes alert events with QoS 1. Accepted is what the broker acknowledged. */
export function createMqtt(options: MqttOptions): Sender {
  const { url, topic, log, timeoutMs = 10_000, reconnectMs = 5_000 } = options;
  const client = connect(url, { reconnectPeriod: reconnectMs, connectTimeout: timeoutMs, clean: true });
  let told = false;
  client.on('error', (error) => {
    if (!told) log.warn({ err: error }, 'the MQTT broker cannot be reached; it is tried again');
    told = true;
  });
  client.on('connect', () => {
    told = false;
  });
  return {
    async deliver(event, epoch, signal) {
      // the client would queue it and send it later, beside what is tried again here
      if (!client.connected) throw new Error('there is no connection to the broker');
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      let giveUp = (): void => {};
      const late = new Promise<never>((_, reject) => {
        giveUp = () => reject(new Error('the broker did not acknowledge it'));
      });
      limit.addEventListener('abort', giveUp);
      client.once('close', giveUp);
      try {
        const body = JSON.stringify({ type: 'alert', epoch, ...event });
        await Promise.race([
          client.publishAsync(`${topic}/alerts/${event.alert.kind}`, body, { qos: 1 }),
          late,
        ]);
      } finally {
        client.off('close', giveUp);
      }
    },
    async close() {
      await client.endAsync(true);
    },
  };
}

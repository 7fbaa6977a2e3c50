import { createTransport } from 'nodemailer';
import type { AlertEvent } from '../model/alert.ts';
import type { Sender } from './channel.ts';

export interface MailOptions {
  /** `smtp://[user:password@]host[:port]`, or `smtps:` for TLS from the first byte. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: readonly string[];
  /** Address of the console, for the reader to go on. */
  readonly consoleUrl: string;
  readonly timeoutMs?: number;
}

/** Escalation at which those on watch have not answered and the next role is to know. */
const nextRoleAt = 2;
/** Escalation at which nobody of the watch room has answered and somebody outside is to know. */
const outsideFrom = 3;

/** What is mailed: alarms, when they begin and when they end, and every alert that nobody acknowledged. */
export const isForMail = ({ event, alert }: AlertEvent): boolean =>
  (alert.severity === 'alarm' && (event === 'raised' || event === 'cleared')) ||
  (event === 'escalated' && alert.escalation >= outsideFrom);

/** What is mailed to the next role: alerts that those on watch left without an answer. */
export const isForNextRole = ({ event, alert }: AlertEvent): boolean =>
  event === 'escalated' && alert.escalation === nextRoleAt;

const what: Partial<Record<AlertEvent['event'], string>> = {
  raised: '',
  cleared: ' (over)',
  escalated: ' (nobody has acknowledged it)',
};

/** The text of a mail: what, when, where, and where to act. */
export function textOf({ at, event, note, alert }: AlertEvent, consoleUrl: string): string {
  const place =
    alert.position === null ? 'no position' : `${alert.position[1]}, ${alert.position[0]} (lat, lon)`;
  return [
    `${alert.title}${what[event] ?? ''}`,
    '',
    alert.text,
    '',
    `Severity  ${alert.severity}`,
    `Begun     ${alert.raisedAt}`,
    ...(event === 'raised' ? [] : [`${event.padEnd(10)}${at}`]),
    ...(event === 'escalated' && note !== null ? [`Therefore ${note}`] : []),
    `Place     ${place}`,
    ...(alert.trust === 'low' ? ['Trust     low: the position may be wrong'] : []),
    '',
    `Acknowledge it at ${consoleUrl}`,
    '',
  ].join('\n');
}

/** Sends alerts by e-mail. Accepted is what the SMTP server took for every recipient. */
export function createMail(options: MailOptions): Sender {
  const { smtpUrl, from, to, consoleUrl, timeoutMs = 10_000 } = options;
  const limits = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url: smtpUrl, ...limits });
  return {
    async deliver(event, epoch) {
      const { alert } = event;
      const sent = await transport.sendMail({
        from,
        to: [...to],
        subject: `[${alert.severity.toUpperCase()}] ${alert.title}${what[event.event] ?? ''}`,
        text: textOf(event, consoleUrl),
        // the same mail sent twice is one mail for the reader
        messageId: `<${epoch}-${event.seq}@havenwacht>`,
        priority: 'high',
      });
      if (sent.rejected.length > 0)
        throw new Error(`refused for ${sent.rejected.length} of ${to.length} recipients`);
    },
    async close() {
      transport.close();
    },
  };
}

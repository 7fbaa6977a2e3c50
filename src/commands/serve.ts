import type { Logger } from 'pino';
import { ConfigError } from '../config/config-error.ts';
import { loadPort } from '../config/port-file.ts';
import { type Environment, readSettings, settingsHelp, unknownSettings } from '../config/settings.ts';
import { createLog } from './log.ts';
import { startServer } from './server.ts';

const help = `havenwacht serve: watches the port. Settings come from the environment; all are optional.

${settingsHelp()}
`;

/** Longest time that a stop may take, also on an overloaded machine, before the process ends anyway. */
const longestStopMs = 15_000;

/** Runs the server until SIGTERM or SIGINT. @returns the exit code: 0 after a stop, 1 when it could not start. */
export async function serve(args: readonly string[], env: Environment): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(help);
    return 0;
  }
  if (args.length > 0) return refuse(`serve takes no "${args[0]}"; settings are variables, see serve --help`);
  try {
    const settings = readSettings(env);
    const port = loadPort(settings.portFile);
    const log = createLog(settings.logLevel);
    for (const variable of unknownSettings(env))
      log.warn({ variable }, 'this setting is not known; it does nothing');
    endOnFault(log);
    const server = await startServer(settings, port, log);
    await signal();
    log.info({}, 'stopping');
    setTimeout(() => process.exit(1), longestStopMs).unref();
    await server.stop();
    return 0;
  } catch (error) {
    // what the operator can mend is one sentence; anything else is a fault of ours and keeps its stack
    if (error instanceof ConfigError || (error instanceof Error && !isFault(error)))
      return refuse(error.message);
    throw error;
  }
}

const isFault = (error: Error): boolean => error instanceof TypeError || error instanceof ReferenceError;

function refuse(sentence: string): number {
  process.stderr.write(`havenwacht: ${sentence}\n`);
  return 1;
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

/** After a fault that nobody caught nothing can be promised: the supervisor starts afresh from what is on disk. */
function endOnFault(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      log.fatal({ err: error }, `${event}: the process ends`);
      process.exit(1);
    });
  }
}

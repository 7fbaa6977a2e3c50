#!/usr/bin/env node
import { serve } from './commands/serve.ts';
import { simulate } from './commands/simulate.ts';

/** The commands of `havenwacht`; each takes its arguments and the environment, and answers with an exit code. */
const commands: Record<string, (args: readonly string[]) => Promise<number>> = {
  serve: (args) => serve(args, process.env),
  simulate,
};

const [name = 'serve', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`havenwacht: there is no command "${name}"; known: ${Object.keys(commands).join(', ')}`);
  process.exitCode = 2;
} else {
  process.exitCode = await command(args);
}

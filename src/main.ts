#!/usr/bin/env node

/**
 * The commands of `havenwacht`; each takes its arguments and the environment, and answers with an exit code. A command
 * loads no more of the house than it needs.
 */
const commands: Record<string, (args: readonly string[]) => Promise<number>> = {
  serve: async (args) => (await import('./commands/serve.ts')).serve(args, process.env),
  decode: async (args) => (await import('./commands/decode.ts')).decode(args),
  import: async (args) => (await import('./commands/import.ts')).importLogs(args, process.env),
  audit: async (args) => (await import('./commands/audit.ts')).audit(args, process.env),
  user: async (args) => (await import('./commands/user.ts')).user(args, process.env),
  key: async (args) => (await import('./commands/key.ts')).key(args, process.env),
  simulate: async (args) => (await import('./commands/simulate.ts')).simulate(args),
};

const [name = 'serve', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(`havenwacht: there is no command "${name}"; known: ${Object.keys(commands).join(', ')}`);
  process.exitCode = 2;
} else {
  process.exitCode = await command(args);
}

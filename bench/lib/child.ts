import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a TypeScript file in a process of its own, so that nothing is compiled or warm that another case used, and gives
 * the JSON object that it printed.
 */
export async function runChild(
  file: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<unknown> {
  const { stdout } = await execute(process.execPath, [...nodeOptions, '--import', 'tsx', file, ...args], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

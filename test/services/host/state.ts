import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { RecordedProcess } from './process.ts';

export const repositoryDir = resolve(import.meta.dirname, '../../..');
/** Everything that the services leave behind, ignored by git. */
export const stateDir = join(repositoryDir, '.services');
export const urlsFile = join(stateDir, 'urls.json');
const stateFile = join(stateDir, 'state.json');

export interface ServiceUrls {
  readonly redisUrl: string;
  readonly databaseUrl: string;
}

/** What is kept between runs: ports and passwords stay the same once chosen, so the URLs do too. */
export interface State {
  redisPassword: string;
  databasePassword: string;
  redisPort: number | null;
  databasePort: number | null;
  /** Who runs the services now: containers, these processes, or nobody. */
  compose: boolean;
  redis: RecordedProcess | null;
  database: RecordedProcess | null;
}

export function readState(): State {
  const text = readOrNull(stateFile);
  if (text !== null) return JSON.parse(text) as State;
  return {
    redisPassword: randomBytes(18).toString('base64url'),
    databasePassword: randomBytes(18).toString('base64url'),
    redisPort: null,
    databasePort: null,
    compose: false,
    redis: null,
    database: null,
  };
}

export function writeState(state: State): void {
  replaceFile(stateFile, state);
}

export function readUrls(): ServiceUrls | null {
  const text = readOrNull(urlsFile);
  return text === null ? null : (JSON.parse(text) as ServiceUrls);
}

export function writeUrls(urls: ServiceUrls): void {
  replaceFile(urlsFile, urls);
}

export function forgetUrls(): void {
  rmSync(urlsFile, { force: true });
}

/** A folder of the state; its path goes through without being listable, for the account that owns what is inside. */
export function stateFolder(...names: string[]): string {
  mkdirSync(stateDir, { recursive: true, mode: 0o711 });
  const folder = join(stateDir, ...names);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

/** By rename, so that a reader never sees half a file. Mode 0600: the file holds passwords. */
function replaceFile(file: string, content: object): void {
  stateFolder();
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(next, file);
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

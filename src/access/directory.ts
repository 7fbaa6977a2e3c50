import { chmod, mkdir } from 'node:fs/promises';

/** Makes the directory of accounts, and keeps everybody else out of it, also where a backup brought it back wider. */
export async function openDirectory(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await chmod(dir, 0o700);
}

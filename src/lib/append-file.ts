import { open } from 'node:fs/promises';

/** A file that only grows; an interface so that a failing disk can be tested. */
export interface AppendFile {
  append(bytes: Buffer): Promise<void>;
  /** fdatasync: resolves when every byte is on disk. After a failure the file has lost its guarantee and must not be trusted again. */
  sync(): Promise<void>;
  truncate(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens the file, made when absent. */
export async function openAppendFile(path: string): Promise<AppendFile> {
  const handle = await open(path, 'a');
  return {
    append: (bytes) => handle.appendFile(bytes),
    sync: () => handle.datasync(),
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}

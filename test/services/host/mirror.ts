import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const publicMirror = 'http://deb.debian.org/debian';

/** The Debian mirror that this machine already uses, so that a machine behind its own mirror stays behind it. */
export function debianMirror(): string {
  const { HW_DEBIAN_MIRROR } = process.env;
  if (HW_DEBIAN_MIRROR) return HW_DEBIAN_MIRROR;
  return aptSources().flatMap(mirrorsIn).find(isDebianArchive) ?? publicMirror;
}

/** Addresses in one apt source file: one-line form (`deb [options] URI suite`) or deb822 form (`URIs: URI ...`). */
export function mirrorsIn(sources: string): string[] {
  return sources.split('\n').flatMap((line) => {
    const oneLine = /^\s*deb\s+(?:\[[^\]]*\]\s*)?(\S+)\s/.exec(line)?.[1];
    if (oneLine) return [oneLine];
    return /^URIs:\s*(.+)$/i.exec(line)?.[1]?.trim().split(/\s+/) ?? [];
  });
}

/** The main archive ends in /debian; security and third-party archives have other paths and lack trixie's main. */
export function isDebianArchive(address: string): boolean {
  return /^https?:\/\/.+\/debian\/?$/.test(address);
}

function aptSources(): string[] {
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return ['/etc/apt/sources.list', ...parts.filter((file) => /\.(list|sources)$/.test(file))]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
}

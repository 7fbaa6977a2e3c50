import { readFileSync } from 'node:fs';

/** A server as the comparison asks it. */
export interface Asked {
  /** Whether its picture has this vessel. */
  has(mmsi: string): Promise<boolean>;
  vessels(): Promise<number>;
  stop(): Promise<void>;
}

/** And what Linux says of its process. */
export interface Measured extends Asked {
  /** Seconds of processor of all its threads, in the kernel too. */
  cpuS(): number;
  /** The most memory that it held. */
  peakMB(): number;
}

/** Hundredths of a second: `USER_HZ` of Linux. */
const ticksPerS = 100;

export function measured(pid: number, asked: Asked): Measured {
  const proc = (file: string): string => readFileSync(`/proc/${pid}/${file}`, 'latin1');
  return {
    ...asked,
    cpuS() {
      // behind the name in brackets: state is field 3, utime 14 and stime 15 (proc(5))
      const [, rest = ''] = proc('stat').split(') ');
      const fields = rest.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / ticksPerS;
    },
    peakMB: () => Number(/VmHWM:\s+(\d+)/.exec(proc('status'))?.[1]) / 1024,
  };
}

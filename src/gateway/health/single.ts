import { Gauge, type Registry } from 'prom-client';

/** A gauge of one number, read when it is asked for. */
export const single = (registry: Registry, name: string, help: string, read: () => number) =>
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(read());
    },
  });

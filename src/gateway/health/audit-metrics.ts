import { Counter, type Registry } from 'prom-client';
import type { GatewayPorts } from '../ports.ts';

/** The audit: how far it has come. Its numbers go on over restarts. */
export const auditMetrics = (registry: Registry, { audit }: Pick<GatewayPorts, 'audit'>): void =>
  void new Counter({
    name: 'havenwacht_audit_entries_total',
    help: 'Entries of the audit since it began',
    registers: [registry],
    collect() {
      this.reset();
      this.inc(audit.seq);
    },
  });

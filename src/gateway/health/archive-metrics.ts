import { Counter, type Registry } from 'prom-client';
import type { GatewayPorts } from '../ports.ts';
import { single } from './single.ts';

export function archiveMetrics(
  registry: Registry,
  { archiveHealth }: Pick<GatewayPorts, 'archiveHealth'>,
): void {
  single(
    registry,
    'havenwacht_archive_waiting_batches',
    'Batches on their way to the archive',
    () => archiveHealth().waitingBatches,
  );
  single(registry, 'havenwacht_archive_waiting_bytes', 'Their size', () => archiveHealth().waitingBytes);
  single(
    registry,
    'havenwacht_archive_damaged_files',
    'Damaged files of the spool that wait to be looked at',
    () => archiveHealth().damagedFiles,
  );
  new Counter({
    name: 'havenwacht_archive_positions_total',
    help: 'Positions forced to the disk of the spool, written to the archive, and dropped because it could not take them',
    labelNames: ['result'],
    registers: [registry],
    collect() {
      this.reset();
      const { savedPositions, writtenPositions, droppedPositions } = archiveHealth();
      this.inc({ result: 'saved' }, savedPositions);
      this.inc({ result: 'written' }, writtenPositions);
      this.inc({ result: 'dropped' }, droppedPositions);
    },
  });
}

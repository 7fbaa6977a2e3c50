import type { AuditChain } from '../access/audit/chain.ts';
import type { ArchiveWriter } from '../archive/writer.ts';
import type { Clock } from '../model/ports.ts';
import type { Pipeline } from '../pipeline-parts.ts';
import type { Desks } from './desks.ts';
import type { LiveStores } from './live-stores.ts';

export interface HandOverParts {
  readonly desks: Pick<Desks, 'journal' | 'desk' | 'cargo'>;
  readonly audit: AuditChain;
  readonly writer: Pick<ArchiveWriter, 'alertEvents' | 'declarations' | 'audit'>;
  readonly stores: Pick<LiveStores, 'alerts'>;
  readonly pipeline: Pick<Pipeline, 'declared'>;
  readonly clock: Clock;
}

/** Handed over once more at start: those of the moment of a crash may not have reached archive and Redis. */
const eventsToRepeat = 1_000;

/** From now on what rules and people do goes on to archive, Redis and picture, once it is on disk. */
export async function handOver({
  desks,
  audit,
  writer,
  stores,
  pipeline,
  clock,
}: HandOverParts): Promise<void> {
  const { journal, desk, cargo } = desks;
  const latest = journal.recovered.slice(-eventsToRepeat);
  writer.alertEvents(latest);
  stores.alerts(latest);
  desk.subscribe((events) => {
    writer.alertEvents(events);
    stores.alerts(events);
  });
  writer.declarations(cargo.latest(eventsToRepeat));
  cargo.subscribe((declarations) => {
    writer.declarations(declarations);
    for (const mmsi of new Set(declarations.map((d) => d.mmsi))) pipeline.declared(mmsi, clock());
  });
  writer.audit(await audit.page(audit.seq - eventsToRepeat, eventsToRepeat));
  audit.subscribe((entries) => writer.audit(entries));
}

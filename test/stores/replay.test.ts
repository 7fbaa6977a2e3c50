import { describe } from 'vitest';
import { describeWithServices } from '../services/urls.ts';
import { embedded, onServer } from './archives.ts';
import { replayContract } from './replay.contract.ts';

const small = { chronicleRows: 20 };

describe('replays on embedded PGlite', () => replayContract(() => embedded(small)));
describeWithServices('replays on plain PostgreSQL', ({ databaseUrl }) =>
  replayContract(() => onServer(databaseUrl, { ...small, hypertables: 'never' })),
);
describeWithServices('replays on TimescaleDB', ({ databaseUrl }) =>
  replayContract(() => onServer(databaseUrl, small)),
);

import { defineConfig } from 'vitest/config';

/** What is waited for comes late on a busy machine, and a test that waits for it is not about that. */
const expectation = { poll: { timeout: 20_000, interval: 20 } };

/** Three projects: pure code beside its source, adapters against real services, and whole journeys. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/*.test.ts', 'test/channels/**/*.test.ts'],
          testTimeout: 30_000,
          expect: expectation,
        },
      },
      {
        test: {
          name: 'stores',
          include: ['test/stores/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          expect: expectation,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts', 'test/attacks/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          expect: expectation,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

import { createRequire } from 'node:module';

/** A message as the second decoder names and scales its fields. */
export type Reading = Readonly<Record<string, unknown>>;

/** A CommonJS module with a default export: loaders differ in what they make of it, `require` does not. */
const { default: AisStreamDecoder }: typeof import('ais-stream-decoder') = createRequire(import.meta.url)(
  'ais-stream-decoder',
);

const isReading = (value: unknown): value is Reading => typeof value === 'object' && value !== null;

/**
 * What ais-stream-decoder makes of one sentence; null when it makes nothing of it. Each sentence gets a decoder of its
 * own: one bad line destroys the stream for good, and a part that was left over is joined to the next message.
 */
export function readElsewhere(sentence: string): Reading | null {
  const decoder = new AisStreamDecoder({ silent: true });
  decoder.on('error', () => {});
  try {
    decoder.write(sentence);
    const json: unknown = decoder.read();
    const reading: unknown = typeof json === 'string' ? JSON.parse(json) : null;
    return isReading(reading) ? reading : null;
  } catch {
    return null;
  } finally {
    decoder.destroy();
  }
}

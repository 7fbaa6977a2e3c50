/** What stops a figure, by benchmark: one sentence or two, known from profiles. */
export const limits: Readonly<Record<string, string>> = {
  pipeline:
    'Cold is the first million sentences of a process, warm the second. With 100,000 vessels each report waits for memory: their rows are larger than the caches (`bareRowNs` is one row on bare arrays).',
  rules:
    'What still grows with zones and vessels is the way to memory, see `memory alone`: rows of cells that no other vessel asks for.',
  history:
    'An answer over HTTP costs the one thread of the server as much again as its client costs the bare SQL: rows are parsed and JSON is written. With two cores for database, server and client that is half of the rate.',
  signalk:
    'The rate is that from the first byte over TCP until the picture has the vessel of the last line. This server writes to Redis and TimescaleDB meanwhile; Signal K archives nothing.',
};

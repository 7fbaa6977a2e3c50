import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread with the module that lies beside `here` (an `import.meta.url`) under `name`, e.g. `worker`: its `.js`
 * when built. Node 20 cannot load TypeScript: from the sources, tsx loads the module, as it loads everybody else's.
 */
export function startThread(here: string, name: string, options: WorkerOptions): Worker {
  if (here.endsWith('.js')) return new Worker(new URL(`./${name}.js`, here), options);
  const file = JSON.stringify(new URL(`./${name}.ts`, here).href);
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return new Worker(`import(${tsx}).then((tsx) => tsx.tsImport(${file}, ${file}))`, {
    ...options,
    eval: true,
  });
}

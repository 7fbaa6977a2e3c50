import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LiveStore } from '../../src/model/ports.ts';
import { bareVessel, byMmsi, sampleEvents, sampleVessel } from './live-samples.ts';

/** A place for live pictures: every store opened in it sees the same one. */
export interface LivePlace {
  open(): LiveStore;
  drop(): Promise<void>;
}

/** What every LiveStore does, whatever it is made of. */
export function liveStoreContract(newPlace: () => Promise<LivePlace>): void {
  let place: LivePlace;
  let stores: LiveStore[];
  const open = (): LiveStore => {
    const store = place.open();
    stores.push(store);
    return store;
  };
  /** What another process would find now. */
  const found = async () => {
    const { vessels, damaged } = await open().load();
    return { vessels: byMmsi(vessels), damaged };
  };

  beforeEach(async () => {
    place = await newPlace();
    stores = [];
  });
  afterEach(async () => {
    for (const store of stores) await store.close();
    await place.drop();
  });

  test('a new place is empty and healthy', async () => {
    const store = open();
    expect(await store.load()).toEqual({ vessels: [], damaged: 0 });
    await store.flush();
    expect(store.degraded).toBeNull();
  });

  test('what was put comes back field by field', async () => {
    const store = open();
    const vessels = [bareVessel(1), sampleVessel(205_278_090), sampleVessel(993_669_702, { class: 'aton' })];
    store.put(vessels);
    await store.flush();
    expect(await found()).toEqual({ vessels, damaged: 0 });
  });

  test('the latest state counts, also of a vessel that was changed in place', async () => {
    const store = open();
    const vessel = sampleVessel(205_278_090);
    store.put([vessel]);
    await store.flush();
    store.put([sampleVessel(205_278_091)]);
    vessel.name = 'RENAMED';
    if (vessel.kinematics) vessel.kinematics.lon = 4.4;
    store.put([vessel]);
    await store.flush();
    const { vessels } = await found();
    expect(vessels.map((v) => [v.name, v.kinematics?.lon])).toEqual([
      ['RENAMED', 4.4],
      ['TANKER 205278091 €', 4.3],
    ]);
  });

  test('what was removed is gone; put again it is there again', async () => {
    const store = open();
    store.put([1, 2, 3].map((mmsi) => sampleVessel(mmsi)));
    await store.flush();
    store.remove([1, 3, 77]);
    await store.flush();
    expect((await found()).vessels.map((v) => v.mmsi)).toEqual([2]);
    store.remove([2]);
    store.put([sampleVessel(3)]);
    await store.flush();
    expect((await found()).vessels.map((v) => v.mmsi)).toEqual([3]);
  });

  test('a store that loaded the picture keeps it, and may remove from it', async () => {
    const first = open();
    first.put([1, 2, 3].map((mmsi) => sampleVessel(mmsi)));
    await first.close();
    const second = open();
    await second.load();
    second.put([sampleVessel(2, { name: 'NEWER' })]);
    second.remove([3]);
    await second.flush();
    expect((await found()).vessels.map((v) => [v.mmsi, v.name])).toEqual([
      [1, 'TANKER 1 €'],
      [2, 'NEWER'],
    ]);
  });

  test('what was put before loading is newer than what is loaded', async () => {
    const first = open();
    first.put([sampleVessel(1, { name: 'OLD' }), sampleVessel(2)]);
    await first.close();
    const second = open();
    second.put([sampleVessel(1, { name: 'NEW' })]);
    await second.load();
    await second.flush();
    expect((await found()).vessels.map((v) => v.name)).toEqual(['NEW', 'TANKER 2 €']);
  });

  test('thousands at once, put from all sides while being written', async () => {
    const store = open();
    const all = Array.from({ length: 3000 }, (_, i) => sampleVessel(200_000_000 + i));
    const flushes: Promise<void>[] = [];
    for (let i = 0; i < all.length; i += 100) {
      store.put(all.slice(i, i + 100));
      flushes.push(store.flush());
    }
    await Promise.all(flushes);
    expect(await found()).toEqual({ vessels: all, damaged: 0 });
  });

  test('closing stores what was put last', async () => {
    const store = open();
    await store.flush();
    store.put([sampleVessel(5)]);
    await store.close();
    expect((await found()).vessels).toHaveLength(1);
  });

  test('alert events are taken at once, also the same ones twice', async () => {
    const store = open();
    store.alerts(sampleEvents(1, 300));
    store.alerts(sampleEvents(1, 300));
    await store.flush();
    expect(store.degraded).toBeNull();
  });
}

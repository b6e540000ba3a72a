import { describe, expect, test } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import type { DirectoryLoad, VmsConnection } from '../../../main/vms/adapter.ts';
import type { Result } from '@contract/domain/result.ts';
import { startLocalServer } from '../../builders/local-server.ts';
import { codeOf, value } from './results.ts';
import type { DirectorySpoil, VmsControl } from './control.ts';

/** What this part of the suite needs of the adapter under test. */
export interface FaultyDirectory {
  readonly control: VmsControl;
  readonly vms: () => VmsConnection;
  readonly connectTo: (baseUrl: URL) => VmsConnection;
  readonly load: () => Promise<{ readonly outcome: Result<DirectoryLoad>; readonly cameras: readonly Camera[] }>;
}

const MB = 1024 * 1024;

/** A directory that breaks off, repeats itself, comes out of order, is cut short, never ends or has broken records. Part of `adapterConformance`. */
export function directoryFaultsConformance(subject: () => FaultyDirectory): void {
  describe('a directory that', () => {
    const spoilt = async <T>(how: DirectorySpoil, act: () => Promise<T>): Promise<T> => {
      await subject().control.spoilDirectory(how);
      try {
        return await act();
      } finally {
        await subject().control.spoilDirectory(null);
      }
    };
    const skippedOf = (outcome: Result<DirectoryLoad>): number => {
      const loaded = value(outcome);
      return loaded.kind === 'loaded' ? loaded.skipped : 0;
    };
    const idsOf = (cameras: readonly Camera[]): readonly string[] => cameras.map(({ id }) => id);

    test.each([['cut', 'tier/unreachable'], ['truncate', 'tier/bad-answer'], ['huge', 'tier/too-large']] as const)('is spoilt by %s: the pages before stay, the error is clear, and the next load is whole', async (how, code) => {
      const well = await subject().load();
      const { outcome, cameras } = await spoilt(how, subject().load);
      expect(codeOf(outcome)).toBe(code);
      expect(cameras.length).toBeGreaterThan(0);
      expect(idsOf(well.cameras).slice(0, cameras.length)).toEqual(idsOf(cameras));
      expect(idsOf((await subject().load()).cameras)).toEqual(idsOf(well.cameras));
    });

    test('repeats pages and changes: each camera comes once, and nothing counts as unreadable', async () => {
      const well = await subject().load();
      const twice = await spoilt('duplicate', subject().load);
      expect(idsOf(twice.cameras)).toEqual(idsOf(well.cameras));
      expect(skippedOf(twice.outcome)).toBe(skippedOf(well.outcome));
    });

    test('tells changes twice or out of order: every camera ends as it is', async () => {
      const { directory } = subject().vms();
      const { changes } = directory;
      if (changes === undefined) return;
      for (const how of ['duplicate', 'reorder'] as const) {
        const { outcome, cameras } = await subject().load();
        const loaded = value(outcome);
        const [first, second, third] = cameras;
        if (first === undefined || second === undefined || third === undefined) throw new Error('three cameras wanted');
        for (const name of ['Tên một', `Tên hai ${how}`]) await subject().control.renameCamera(first.id, name);
        await subject().control.renameCamera(second.id, `Tên khác ${how}`);
        await subject().control.withdraw([third.id]);
        const told = value(await spoilt(how, () => changes(loaded.kind === 'loaded' ? (loaded.changeToken ?? '') : '')));
        const state = new Map(cameras.map((camera) => [camera.id, camera]));
        for (const change of told.changes) {
          if (change.op === 'put') state.set(change.camera.id, change.camera);
          else state.delete(change.cameraId);
        }
        const fresh = (await subject().load()).cameras;
        expect(new Map(fresh.map((camera) => [camera.id, camera]))).toEqual(state);
      }
    });

    test('has broken records among the good ones: those are skipped and counted, and not taken for the whole', async () => {
      const well = await subject().load();
      const { outcome, cameras } = await spoilt('broken', subject().load);
      const loaded = value(outcome);
      const lost = well.cameras.length - cameras.length;
      expect(lost / well.cameras.length).toBeGreaterThan(0.03);
      expect(lost / well.cameras.length).toBeLessThan(0.07);
      expect(loaded).toMatchObject({ kind: 'loaded', etag: null, changeToken: null, skipped: lost + skippedOf(well.outcome) });
    });

    test('answers 200 MB without saying so ends early, and the memory of the console does not grow with it', async () => {
      let sentBytes = 0;
      const piece = Buffer.alloc(MB, ' ');
      const server = await startLocalServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const send = (): void => {
          while (sentBytes < 200 * MB) {
            sentBytes += piece.length;
            if (!response.write(piece)) {
              response.once('drain', send);
              return;
            }
          }
          response.end();
        };
        send();
      });
      const connection = subject().connectTo(server.url);
      const before = process.memoryUsage().arrayBuffers;
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }, 5);
      expect(codeOf(await connection.directory.cameras(null, () => undefined))).toBe('tier/too-large');
      clearInterval(watch);
      expect(sentBytes).toBeLessThan(60 * MB);
      expect(most - before).toBeLessThan(80 * MB);
      await server.close();
    });
  });
}

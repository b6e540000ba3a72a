import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE, monitorKey, monitorSurface, nodeId, utcMs, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import type { TileReport } from '@contract/domain/tile-report.ts';
import type { TileReportsRecord } from '@contract/state/slices.ts';
import { isWrong, keptTiles, lastPictureUtcMs, REPORT_OLD_MS, sumsOf, wallTiles, type WallTilesInput } from '../../../../../renderer/state/selectors/wall-tiles.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { reportWith } from '../../../../builders/tile-reports.ts';
import { sequenceOf } from '../../../../builders/tiles.ts';

const here = monitorWith({ id: monitorKey('m1'), number: 1 });
const there = monitorWith({ id: monitorKey('m2'), number: 2, node: nodeId('hall') });
const one = monitorSurface(here.id);
const two = monitorSurface(there.id);
const surfaceOf = (id: SurfaceId, ...contents: readonly (TileContent | null)[]) => ({ ...emptySurface(id, READY['4']), contents });
const records = <R extends { readonly id: string }>(...list: readonly R[]): ReadonlyMap<string, R> => new Map(list.map((record) => [record.id, record]));
const reports = (id: SurfaceId, ...tiles: readonly TileReport[]): TileReportsRecord => ({ id, utcMs: utcMs(0), tiles });
const input = (more: Partial<WallTilesInput>): WallTilesInput => ({
  monitors: records(here, there),
  nodes: new Map(),
  surfaces: new Map(),
  reports: new Map(),
  picked: null,
  nowUtcMs: 100_000,
  heard: () => ({ agoMs: 1_000, utcMs: 99_000 }),
  ...more,
});
const gate = cameraContent(cameraId('gate'));

describe('the tiles of the wall', () => {
  it('are those that hold something, by monitor and number, the desk last', () => {
    const tiles = wallTiles(input({ surfaces: records(surfaceOf(DESK_SURFACE, gate), surfaceOf(two, null, gate), surfaceOf(one, { kind: 'clock' }, null, gate)) }));
    expect(tiles.map(({ monitor, tile }) => [monitor?.number ?? 'desk', tile])).toEqual([[1, 0], [1, 2], [2, 1], ['desk', 0]]);
  });

  it('say what they told last, and that they are silent until they do', () => {
    const tiles = wallTiles(input({ surfaces: records(surfaceOf(one, gate, cameraContent(cameraId('market')), { kind: 'clock' })), reports: records(reports(one, reportWith({ tile: 0, camera: cameraId('gate'), state: 'lost' }))) }));
    expect(tiles.map(({ condition }) => condition)).toEqual(['lost', 'silent', 'plain']);
  });

  it('do not take for theirs what was said of the camera before', () => {
    const [tile] = wallTiles(input({ surfaces: records(surfaceOf(one, gate)), reports: records(reports(one, reportWith({ camera: cameraId('market') }))) }));
    expect(tile).toMatchObject({ condition: 'silent', report: null, heardUtcMs: null });
  });

  it('are old once nothing was heard for too long, and away when their PC is', () => {
    const surfaces = records(surfaceOf(two, gate));
    const told = records(reports(two, reportWith({ camera: cameraId('gate') })));
    const late = { agoMs: REPORT_OLD_MS + 1, utcMs: 0 };
    expect(wallTiles(input({ surfaces, reports: told, heard: () => late }))[0]?.condition).toBe('old');
    const down = { id: nodeId('hall'), name: 'Sảnh', state: 'down', sinceUtcMs: utcMs(1) } as const;
    const [tile] = wallTiles(input({ surfaces, reports: told, nodes: records(down), monitors: records({ ...there, present: false }) }));
    expect(tile?.condition).toBe('away');
    expect(isWrong('away') && isWrong('old') && !isWrong('reduced') && !isWrong('silent')).toBe(true);
  });

  it('of an unplugged monitor of this PC are not there', () => {
    expect(wallTiles(input({ monitors: records({ ...here, present: false }), surfaces: records(surfaceOf(one, gate)) }))).toEqual([]);
  });

  it('of a sequence show the camera they tell of, else that of its step', () => {
    const surfaces = records(surfaceOf(one, sequenceOf(10, 'a', 'b')));
    expect(wallTiles(input({ surfaces, nowUtcMs: 15_000 }))[0]?.camera).toBe('b');
    expect(wallTiles(input({ surfaces, nowUtcMs: 15_000, reports: records(reports(one, reportWith({ camera: cameraId('a') }))) }))[0]?.camera).toBe('a');
  });

  it('of a hotspot show the picked camera', () => {
    const surfaces = records(surfaceOf(one, { kind: 'hotspot' }));
    expect(wallTiles(input({ surfaces }))[0]).toMatchObject({ camera: null, condition: 'plain' });
    expect(wallTiles(input({ surfaces, picked: cameraId('gate') }))[0]?.camera).toBe('gate');
  });

  it('come to sums, without figures that are no longer so', () => {
    const surfaces = records(surfaceOf(one, gate, cameraContent(cameraId('market'))), surfaceOf(two, gate));
    const told = records(
      reports(one, reportWith({ tile: 0, camera: cameraId('gate'), fps: 15, kbps: 500 }), reportWith({ tile: 1, camera: cameraId('market'), state: 'reduced', lowered: 'link', fps: 2, kbps: 50 })),
      reports(two, reportWith({ tile: 0, camera: cameraId('gate'), fps: 25, kbps: 900 })),
    );
    const heard = (record: TileReportsRecord) => ({ agoMs: record.id === two ? REPORT_OLD_MS * 2 : 0, utcMs: 0 });
    expect(sumsOf(wallTiles(input({ surfaces, reports: told, heard })))).toEqual({ tiles: 3, live: 2, wrong: 1, lowered: 1, fps: 17, kbps: 550 });
  });

  it('know when their last picture was taken', () => {
    const [tile] = wallTiles(input({ surfaces: records(surfaceOf(one, gate)), reports: records(reports(one, reportWith({ camera: cameraId('gate'), ageMs: 4_000 }))) }));
    expect(tile === undefined ? null : lastPictureUtcMs(tile)).toBe(95_000);
  });

  it('stay the same array while nothing about them changes', () => {
    const told = records(reports(one, reportWith({ camera: cameraId('gate') })));
    const before = wallTiles(input({ surfaces: records(surfaceOf(one, gate)), reports: told }));
    const later = input({ surfaces: records(surfaceOf(one, gate)), reports: told, nowUtcMs: 101_000, heard: () => ({ agoMs: 2_000, utcMs: 99_000 }) });
    expect(keptTiles(before, wallTiles({ ...later, surfaces: records(surfaceOf(one, gate)) }))).toBe(before);
    expect(keptTiles(before, wallTiles({ ...later, heard: () => ({ agoMs: 7_000, utcMs: 99_000 }) }))).not.toBe(before);
  });
});

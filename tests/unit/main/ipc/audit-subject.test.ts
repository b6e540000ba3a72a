import { describe, expect, it, test } from 'vitest';
import { cameraId, DESK_SURFACE, groupId, searchId, streamId } from '@contract/domain/units.ts';
import { IPC_CONTRACT, type RequestInput } from '@contract/ipc/contract.ts';
import { REQUEST_NAMES, type RequestName } from '@contract/ipc/names.ts';
import type { AuditSubject, RequestContract } from '@contract/ipc/request-contract.ts';
import { VALID_INPUTS } from '../../../builders/ipc-inputs.ts';

const subjectOf = <N extends RequestName>(name: N, input: RequestInput<N>, output: unknown = null): AuditSubject | undefined => {
  const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
  return contract.subject?.(input, output);
};
const camera = cameraId('c1');
/** Keys of the line itself. */
const OWN = ['name', 'class', 'window', 'person', 'ok', 'code', 'detail', 'correlationId', 'time', 'level', 'event'];
const TYPED = ['reason', 'name', 'text', 'password', 'username'];

describe('what an audit line names of a request', () => {
  test.for(REQUEST_NAMES.filter((name) => IPC_CONTRACT[name].audit === 'ptz'))('%s: whose head, or which ask of one', (name) => {
    const subject = subjectOf(name, VALID_INPUTS[name]);
    expect(name === 'ptz.answer' ? subject?.['ask'] : subject?.['camera']).toBe(name === 'ptz.answer' ? 'ask-1' : 'c1');
  });

  test.for<[RequestInput<'ptz.act'>['act'], AuditSubject]>([
    [{ kind: 'home' }, { act: 'home' }],
    [{ kind: 'preset-go', preset: 3 }, { act: 'preset-go', preset: 3 }],
    [{ kind: 'preset-rename', preset: 3, name: 'Nhà ông An' }, { act: 'preset-rename', preset: 3 }],
    [{ kind: 'patrol-start', patrol: 2 }, { act: 'patrol-start', patrol: 2 }],
    [{ kind: 'tracking', on: true }, { act: 'tracking', on: true }],
    [{ kind: 'aux', aux: 'wiper', value: 1 }, { act: 'aux', aux: 'wiper', value: 1 }],
    [{ kind: 'look', latDeg: 21.03, lonDeg: 105.8 }, { act: 'look', latDeg: 21.03, lonDeg: 105.8 }],
    [{ kind: 'centre', x: 0.5, y: 0.5 }, { act: 'centre' }],
  ])('ptz.act names what is done: %j', ([act, named]) => {
    expect(subjectOf('ptz.act', { camera, act })).toEqual({ camera, ...named });
  });

  it('is the camera of every look, and the number of its stream, by which its end is known', () => {
    expect(subjectOf('media.open', VALID_INPUTS['media.open'], { stream: streamId(7) })).toEqual({ camera, stream: 7 });
    expect(subjectOf('media.open', VALID_INPUTS['media.open'])).toEqual({ camera, stream: null });
    expect(subjectOf('media.close', { stream: streamId(7) })).toEqual({ stream: 7 });
    expect(subjectOf('media.replay', VALID_INPUTS['media.replay'], { stream: streamId(7), fromUtcMs: 1, untilUtcMs: 2 })).toEqual({ camera, stream: 7, fromUtcMs: 1, untilUtcMs: 2 });
  });

  it('is the cameras that are opened at once, and where', () => {
    expect(subjectOf('surface.fillFrom', VALID_INPUTS['surface.fillFrom'], { shown: 1 })).toEqual({ surface: 'desk', tile: 1, cameras: 'c1 c2', asked: 2, shown: 1 });
    expect(subjectOf('surface.openMany', VALID_INPUTS['surface.openMany'], { shown: 2 })).toEqual({ surface: 'desk', cameras: 'c1 c2', asked: 2, shown: 2 });
    expect(subjectOf('surface.openCamera', VALID_INPUTS['surface.openCamera'], { tile: 4 })).toEqual({ surface: 'desk', camera, tile: 4 });
  });

  it('is every one of sixty-four cameras, in fields that a line of the log does not cut', () => {
    const cameras = Array.from({ length: 64 }, (_, index) => cameraId(`${'0'.repeat(30)}${String(index).padStart(6, '0')}${'x'.repeat(28)}`));
    const subject = subjectOf('surface.openMany', { ...VALID_INPUTS['surface.openMany'], cameras }, { shown: 64 }) ?? {};
    const fields = Object.entries(subject).flatMap(([name, value]) => (name.startsWith('cameras') ? [String(value)] : []));
    expect(fields.join(' ').split(' ')).toEqual(cameras);
    expect(Math.max(...fields.map(({ length }) => length))).toBeLessThan(2_000);
  });

  test.for(REQUEST_NAMES.filter((name) => IPC_CONTRACT[name].audit === 'wall' && !['wall.undo', 'media.deskSource'].includes(name)))('%s: which monitor, tile, layout or scene', (name) => {
    expect(Object.keys(subjectOf(name, VALID_INPUTS[name]) ?? {})).not.toEqual([]);
  });

  it('is what a tile was given, by kind and camera, without text and address', () => {
    expect(subjectOf('surface.placeContent', { surface: DESK_SURFACE, tile: 2, content: { kind: 'camera', camera, zoom: null } })).toEqual({ surface: 'desk', tile: 2, content: 'camera', camera });
    expect(subjectOf('surface.placeContent', { surface: DESK_SURFACE, tile: 2, content: { kind: 'web', url: 'https://example.org/secret' } })).toEqual({ surface: 'desk', tile: 2, content: 'web' });
    expect(subjectOf('surface.placeContent', { surface: DESK_SURFACE, tile: 2, content: null })).toEqual({ surface: 'desk', tile: 2, content: null });
  });

  it('is which group or search, also one that is new, how large it is, and whether others have it', () => {
    expect(subjectOf('groups.save', VALID_INPUTS['groups.save'], { group: groupId('g9') })).toEqual({ group: 'g9', cameras: 1, shared: false });
    expect(subjectOf('groups.save', { ...VALID_INPUTS['groups.save'], group: groupId('g1') })).toEqual({ group: 'g1', cameras: 1, shared: false });
    expect(subjectOf('groups.importFile', {}, { group: groupId('g2'), taken: 5, skipped: [] })).toEqual({ group: 'g2', taken: 5, skipped: 0 });
    expect(subjectOf('groups.importFile', {})).toEqual({ group: null, taken: null, skipped: null });
    for (const name of ['groups.remove', 'groups.exportFile'] as const) expect(subjectOf(name, { group: groupId('g1') })).toEqual({ group: 'g1' });
    expect(subjectOf('searches.save', VALID_INPUTS['searches.save'], { search: searchId('s9') })).toEqual({ search: 's9', shared: false });
    expect(subjectOf('searches.remove', { search: searchId('s1') })).toEqual({ search: 's1' });
  });

  it('is the server of a base map, and not what may be a key in its address', () => {
    const tiles = { kind: 'raster', address: 'https://bando.example.vn:8443/t/{z}/{x}/{y}.png?key=bi-mat', more: 'https://o.example.vn/x', sight: null } as const;
    expect(subjectOf('settings.setBaseMap', tiles, { outcome: 'used' })).toEqual({ map: 'raster', server: 'bando.example.vn:8443', outcome: 'used' });
    expect(subjectOf('settings.setBaseMap', { ...tiles, address: 'https://ai:bi-mat@bando.example.vn/{z}' })).toEqual({ map: 'raster', server: 'bando.example.vn', outcome: null });
    expect(subjectOf('settings.setBaseMap', { ...tiles, address: 'bi-mat' })).toEqual({ map: 'raster', server: null, outcome: null });
    expect(subjectOf('settings.setBaseMap', { kind: 'bundled' }, { outcome: 'used' })).toEqual({ map: 'bundled', server: null, outcome: 'used' });
  });

  test.for(REQUEST_NAMES)('%s: never a text a person typed, never a name of the line itself', (name) => {
    const canary = 'chữ gõ tay';
    const typed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(typed);
      if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, TYPED.includes(key) && typeof part === 'string' ? canary : typed(part)]));
    };
    const contract: RequestContract<unknown, unknown> = IPC_CONTRACT[name];
    const input = contract.input.safeParse(typed(VALID_INPUTS[name]));
    if (!input.success) throw new Error(`${name} takes no such text`);
    const subject = contract.subject?.(input.data, null) ?? {};
    expect(JSON.stringify(subject)).not.toContain(canary);
    expect(Object.keys(subject).filter((key) => OWN.includes(key))).toEqual([]);
  });
});

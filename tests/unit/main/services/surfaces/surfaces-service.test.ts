import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE, layoutId, monitorKey, monitorSurface, nodeId, utcMs } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import { only, update } from '../../../../../main/state/stores.ts';
import { settled } from '../../../../builders/fake-vms.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { LEFT, RIGHT, keptSurface, surfacesScene } from '../../../../builders/surfaces-scene.ts';
import { cameraTiles, sequenceOf, tileWords } from '../../../../builders/tiles.ts';

const c = cameraId;
const place = (name: string): TileContent => cameraContent(c(name));

describe('what is shown', () => {
  it('is what was shown last, on every place, also those that are away now', async () => {
    const { open, shown, stores } = surfacesScene();
    const away: Surface = { ...emptySurface(monitorSurface(monitorKey('d9'))), contents: cameraTiles('c1', null, null, null) };
    await open([away]);
    expect(shown(away.id)).toEqual(away);
    expect(shown(DESK_SURFACE)).toEqual(emptySurface(DESK_SURFACE));
    expect(stores.surfaces.records().size).toBe(2);
  });

  it('is kept after every change, all of it', async () => {
    const { open, service, saves } = surfacesScene();
    await open();
    service.placeContent(DESK_SURFACE, 0, place('c1'));
    service.copy(DESK_SURFACE, LEFT);
    service.setArrangement(LEFT, READY['9']);
    expect(saves).toHaveLength(3);
    expect(saves.at(-1)?.map(({ surface }) => [surface.id, surface.contents.length, tileWords(surface.contents)[0]])).toEqual([[DESK_SURFACE, 4, 'c1'], [LEFT, 9, 'c1']]);
  });

  it('is not written again when nothing changed', async () => {
    const { open, service, saves } = surfacesScene();
    await open();
    service.placeContent(DESK_SURFACE, 0, place('c1'));
    service.placeContent(DESK_SURFACE, 0, place('c1'));
    service.setArrangement(DESK_SURFACE, READY['4']);
    service.placeContent(DESK_SURFACE, 99, place('c1'));
    expect(saves).toHaveLength(1);
  });

  it('does not overwrite the wall on disk while it is still being read', async () => {
    const { service, saves, shown } = surfacesScene();
    const saved: Surface = { ...emptySurface(LEFT), contents: cameraTiles('c1', null, null, null) };
    let read: (surfaces: readonly ReturnType<typeof keptSurface>[]) => void = () => {};
    const opened = service.open({ load: () => new Promise((resolve) => (read = resolve)), save: (now) => saves.push(now) });
    service.placeContent(DESK_SURFACE, 1, place('c1'));
    read([keptSurface(saved)]);
    await opened;
    expect(saves).toEqual([]);
    expect(shown(LEFT)).toEqual(saved);
  });
});

describe('cameras from a tile on', () => {
  const three = [c('c1'), c('c2'), c('c3')];

  it('fill it and the empty tiles after it, in order; no other loses what it shows, and it is told how many found a tile', async () => {
    const { open, service, words, wall } = surfacesScene();
    await open();
    service.placeContent(LEFT, 2, place('old'));
    const before = wall();
    expect(service.fillFrom(LEFT, 1, three)).toEqual({ ok: true, value: { shown: 2 } });
    expect(words(LEFT)).toEqual([null, 'c1', 'old', 'c2']);
    service.undo();
    expect(wall()).toBe(before);
  });

  it('take the place of what the tile itself shows, as one camera does', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    service.placeContent(LEFT, 1, place('old'));
    service.placeContent(LEFT, 2, place('beside'));
    expect(service.fillFrom(LEFT, 1, three)).toMatchObject({ value: { shown: 2 } });
    expect(words(LEFT)).toEqual([null, 'c1', 'beside', 'c2']);
    expect(service.memory(LEFT, 1)).toMatchObject({ value: [{ camera: 'old' }] });
  });

  it('find none beyond the arrangement, on a locked place, or on a monitor this wall does not have', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    expect(service.fillFrom(LEFT, 9, three)).toEqual({ ok: true, value: { shown: 0 } });
    service.setLocked(LEFT, true);
    expect(service.fillFrom(LEFT, 0, three)).toMatchObject({ ok: false, error: { code: 'layout/locked' } });
    expect(words(LEFT)).toEqual([null, null, null, null]);
    expect(service.fillFrom(monitorSurface(monitorKey('nowhere')), 0, three)).toMatchObject({ ok: false, error: { code: 'wall/unknown-monitor' } });
  });
});

describe('many cameras at once', () => {
  const many = Array.from({ length: 9 }, (_, index) => c(`c${String(index + 1)}`));

  it('take the place of all that was there, in an arrangement that has room for them', async () => {
    const { open, service, words, told } = surfacesScene();
    await open();
    service.placeContent(LEFT, 0, place('old'));
    expect(service.openMany(LEFT, many).ok).toBe(true);
    expect(service.get(LEFT)).toMatchObject({ arrangement: READY['9'], layoutId: null, locked: false });
    expect(words(LEFT)).toEqual(many);
    expect(told.at(-1)).toEqual([LEFT]);
  });

  it('are one step to undo', async () => {
    const { open, service, wall } = surfacesScene();
    await open();
    service.placeContent(LEFT, 1, place('old'));
    const before = wall();
    service.openMany(LEFT, many);
    expect(wall()).not.toBe(before);
    service.undo();
    expect(wall()).toBe(before);
  });

  it('leave empty what they do not fill, and leave out what finds no tile', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    service.openMany(LEFT, many.slice(0, 3));
    expect(words(LEFT)).toEqual(['c1', 'c2', 'c3', null]);
    service.openMany(LEFT, Array.from({ length: 70 }, (_, index) => c(`n${String(index)}`)));
    expect(words(LEFT)).toHaveLength(64);
  });

  it('stand upright on a monitor that does', async () => {
    const { open, service, stores } = surfacesScene();
    await open();
    stores.monitors.put(monitorWith({ id: monitorKey('d1'), widthPx: 1080, heightPx: 1920 }));
    service.openMany(LEFT, many);
    expect(service.get(LEFT)?.arrangement).toEqual(READY.p10);
  });

  it('do not go to a monitor this wall does not have', async () => {
    const { open, service } = surfacesScene();
    await open();
    expect(service.openMany(monitorSurface(monitorKey('nowhere')), many)).toMatchObject({ ok: false, error: { code: 'wall/unknown-monitor' } });
  });
});

describe('a layout', () => {
  it('put on a place is named there, until the place is changed', async () => {
    const { open, service, shown, words } = surfacesScene();
    await open();
    expect(service.applyLayout(LEFT, layoutId('l1')).ok).toBe(true);
    expect([shown(LEFT)?.layoutName, words(LEFT)]).toEqual(['Ca sáng', ['c1', null, null, null]]);
    service.placeContent(LEFT, 1, place('c1'));
    expect(shown(LEFT)).toMatchObject({ layoutName: '', layoutId: null });
  });

  it('saved from a place names it, unless the place was changed while the server took its time', async () => {
    const { open, service, shown, words } = surfacesScene();
    await open();
    service.placeContent(DESK_SURFACE, 0, place('c1'));
    service.named(DESK_SURFACE, layoutId('l1'), emptySurface(DESK_SURFACE));
    expect(shown(DESK_SURFACE)).toMatchObject({ layoutName: '', layoutId: null });
    service.named(DESK_SURFACE, layoutId('l1'), { ...emptySurface(DESK_SURFACE), contents: [place('c1'), null, null, null] });
    expect([shown(DESK_SURFACE)?.layoutId, shown(DESK_SURFACE)?.layoutName, words(DESK_SURFACE)]).toEqual(['l1', 'Ca sáng', ['c1', null, null, null]]);
  });

  it('that is not there changes nothing', async () => {
    const { open, service, saves } = surfacesScene();
    await open();
    expect(service.applyLayout(LEFT, layoutId('none'))).toMatchObject({ ok: false, error: { code: 'layout/unknown' } });
    expect(saves).toEqual([]);
  });
});

describe('opening a camera', () => {
  it('twice at once takes two tiles, the wanted one first; a camera that is shown keeps its own', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    expect([service.openCamera(DESK_SURFACE, c('c1'), 3), service.openCamera(DESK_SURFACE, c('c2'), 3), service.openCamera(DESK_SURFACE, c('c1'), 3)].map((answer) => answer.ok && answer.value.tile)).toEqual([3, 0, 3]);
    expect(words(DESK_SURFACE)).toEqual(['c2', null, null, 'c1']);
  });

  it('that is shown leaves its zoom', async () => {
    const { open, service, shown } = surfacesScene();
    await open();
    service.openCamera(LEFT, c('c1'), 0);
    service.setZoom(LEFT, 0, { x: 0.5, y: 0.5, scale: 4 });
    service.openCamera(LEFT, c('c1'), 0);
    expect(shown(LEFT)?.contents[0]).toMatchObject({ zoom: { scale: 4 } });
  });

  it('of an alarm takes the largest empty tile, else the largest with pictures, and never the alarm list while there is another', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    service.setArrangement(LEFT, READY['6']);
    service.placeContent(LEFT, 0, { kind: 'alarms' });
    expect(service.openAlarmCamera(LEFT, c('a'))).toEqual({ ok: true, value: { tile: 1 } });
    for (const tile of [2, 3, 4, 5]) service.placeContent(LEFT, tile, { kind: 'clock' });
    expect(service.openAlarmCamera(LEFT, c('b'))).toEqual({ ok: true, value: { tile: 1 } });
    expect(words(LEFT)).toEqual(['alarms', 'b', 'clock', 'clock', 'clock', 'clock']);
  });
});

describe('a locked place', () => {
  it('refuses what changes single tiles and cameras opened at once, and takes a layout, a scene, what another place shows, a zoom, and a step of a sequence', async () => {
    const { open, service, words, shown } = surfacesScene();
    await open();
    service.placeContent(LEFT, 0, place('c1'));
    service.placeContent(LEFT, 1, sequenceOf(10, 'c2', 'c3'));
    service.placeContent(LEFT, 0, place('c5'));
    service.setLocked(LEFT, true);
    const refused = [
      service.openCamera(LEFT, c('c9'), 2),
      service.openAlarmCamera(LEFT, c('c9')),
      service.placeContent(LEFT, 0, null),
      service.swapTiles(LEFT, 0, 1),
      service.setArrangement(LEFT, READY['9']),
      service.openMany(LEFT, [c('c8'), c('c9')]),
      service.back(LEFT, 0),
    ];
    for (const answer of refused) expect(answer).toMatchObject({ ok: false, error: { code: 'layout/locked' } });
    expect(words(LEFT)).toEqual(['c5', 'sequence', null, null]);
    expect(service.openCamera(LEFT, c('c5'), 2)).toEqual({ ok: true, value: { tile: 0 } });
    expect([service.setZoom(LEFT, 0, { x: 0, y: 0, scale: 2 }), service.actOnSequence(LEFT, 1, 'next'), service.applyLayout(LEFT, layoutId('l1'))].every(({ ok }) => ok)).toBe(true);
    expect(shown(LEFT)?.locked).toBe(false);
    service.setLocked(LEFT, true);
    expect([service.copy(DESK_SURFACE, LEFT).ok, service.changeTogether([{ ...emptySurface(LEFT), locked: true }]).ok, service.clear(LEFT).ok]).toEqual([true, true, true]);
    expect(shown(LEFT)).toEqual(emptySurface(LEFT));
  });

  it('is what a locked layout makes of it', async () => {
    const { open, service } = surfacesScene();
    await open();
    service.applyLayout(LEFT, layoutId('l3'));
    expect(service.placeContent(LEFT, 0, null)).toMatchObject({ ok: false, error: { code: 'layout/locked' } });
    service.setLocked(LEFT, false);
    expect(service.placeContent(LEFT, 0, null).ok).toBe(true);
  });
});

describe('a place', () => {
  it('that this PC never had is refused, for every act', async () => {
    const { open, service, saves } = surfacesScene();
    await open();
    const nowhere = monitorSurface(monitorKey('nowhere'));
    const answers = [
      service.placeContent(nowhere, 0, place('c1')),
      service.openCamera(nowhere, c('c1'), 0),
      service.openAlarmCamera(nowhere, c('c1')),
      service.swapTiles(nowhere, 0, 1),
      service.setArrangement(nowhere, READY['9']),
      service.clear(nowhere),
      service.setLocked(nowhere, true),
      service.applyLayout(nowhere, layoutId('l1')),
      service.copy(DESK_SURFACE, nowhere),
      service.copy(nowhere, DESK_SURFACE),
      service.memory(nowhere, 0),
      service.back(nowhere, 0),
      service.setZoom(nowhere, 0, null),
      service.actOnSequence(nowhere, 0, 'next'),
      service.startTour(nowhere, '', []),
      service.actOnTour(nowhere, 'next'),
      service.changeTogether([emptySurface(nowhere)]),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'wall/unknown-monitor' } });
    expect([service.get(nowhere), saves.length]).toEqual([null, 0]);
  });

  it('of a PC that is down takes what it shall show when it returns', async () => {
    const { open, service, stores, words } = surfacesScene();
    await open();
    const key = monitorKey('far');
    stores.monitors.put(monitorWith({ id: key, number: 3, node: nodeId('pc2'), present: false }));
    stores.nodes.put({ id: nodeId('pc2'), name: 'PC 2', state: 'down', sinceUtcMs: utcMs(0) });
    const far = monitorSurface(key);
    expect(service.openCamera(far, c('c1'), 0)).toEqual({ ok: true, value: { tile: 0 } });
    expect(words(far)).toEqual(['c1', null, null, null]);
  });

  it('cleared keeps its arrangement', async () => {
    const { open, service, shown } = surfacesScene();
    await open();
    service.applyLayout(LEFT, layoutId('l1'));
    service.clear(LEFT);
    expect(shown(LEFT)).toEqual(emptySurface(LEFT));
  });

  it('holds the desk only when it is a monitor of this PC', async () => {
    const { open, service, stores, words } = surfacesScene();
    await open();
    stores.monitors.put(monitorWith({ id: monitorKey('far'), number: 3, node: nodeId('pc2') }));
    const far = monitorSurface(monitorKey('far'));
    service.placeContent(LEFT, 0, { kind: 'desk' });
    service.copy(LEFT, far);
    service.copy(LEFT, DESK_SURFACE);
    expect([words(LEFT)[0], words(far)[0], words(DESK_SURFACE)[0]]).toEqual(['desk', null, null]);
  });
});

describe('a sequence in a tile', () => {
  it("begins by the server's clock when it is put there, and goes on where it was when it only moves", async () => {
    const { open, service, stores, shown, advance, serverUtcMs } = surfacesScene();
    await open();
    update(stores.tier, { clockOffsetMs: 90_000 });
    service.placeContent(LEFT, 0, sequenceOf(10, 'c1', 'c2'));
    const begun = shown(LEFT)?.contents[0] ?? null;
    expect(begun).toMatchObject({ run: { kind: 'running', anchorUtcMs: serverUtcMs(), fromStep: 0 } });
    advance(15_000);
    service.placeContent(RIGHT, 0, begun);
    expect(shown(RIGHT)?.contents[0]).toEqual(begun);
  });

  it('pauses, steps and goes on', async () => {
    const { open, service, shown, advance } = surfacesScene();
    await open();
    service.placeContent(LEFT, 0, sequenceOf(10, 'c1', 'c2', 'c3'));
    advance(12_000);
    service.actOnSequence(LEFT, 0, 'pause');
    expect(shown(LEFT)?.contents[0]).toMatchObject({ run: { kind: 'paused', step: 1 } });
    service.actOnSequence(LEFT, 0, 'next');
    expect(shown(LEFT)?.contents[0]).toMatchObject({ run: { kind: 'paused', step: 2 } });
    expect(service.actOnSequence(LEFT, 1, 'next')).toMatchObject({ ok: false, error: { code: 'app/invalid-input' } });
  });
});

describe('the camera picked at the desk', () => {
  it('is shared until everything is closed', async () => {
    const { open, service, stores } = surfacesScene();
    await open();
    service.pick(c('c7'));
    expect(only(stores.picked).camera).toBe('c7');
    service.close();
    expect(only(stores.picked).camera).toBeNull();
  });
});

describe('who follows the wall', () => {
  it('is told of each change made here, and of none that another PC made', async () => {
    const { open, service, told, words, saves } = surfacesScene();
    await open();
    service.placeContent(LEFT, 0, place('c1'));
    service.changeTogether([emptySurface(LEFT), { ...emptySurface(RIGHT), contents: cameraTiles('c2', null, null, null) }]);
    service.undo();
    expect(told).toEqual([[LEFT], [LEFT, RIGHT], [LEFT, RIGHT]]);
    service.adopt({ ...emptySurface(RIGHT), contents: cameraTiles('c9', null, null, null) }, 'order');
    expect([told.length, words(RIGHT)[0], saves.at(-1)?.find(({ surface }) => surface.id === RIGHT)?.surface.contents[0]]).toEqual([3, 'c9', place('c9')]);
  });

  it('that comes to the next step of a tour there writes and remembers nothing', async () => {
    const { open, service, words, saves } = surfacesScene();
    await open();
    service.adopt({ ...emptySurface(RIGHT), contents: cameraTiles('c9', null, null, null) }, 'order');
    const written = saves.length;
    service.adopt({ ...emptySurface(RIGHT), contents: cameraTiles('c8', null, null, null) }, 'step');
    expect(words(RIGHT)[0]).toBe('c8');
    expect(saves).toHaveLength(written);
    expect(service.memory(RIGHT, 0)).toEqual({ ok: true, value: [] });
  });

  it('may say what a monitor shows before the surfaces were read: it wins over the disk', async () => {
    const { open, service, words } = surfacesScene();
    service.adopt({ ...emptySurface(RIGHT), contents: cameraTiles('c9', null, null, null) }, 'order');
    await open([{ ...emptySurface(RIGHT), contents: cameraTiles('c1', null, null, null) }]);
    expect(words(RIGHT)[0]).toBe('c9');
  });
});

describe('zooming', () => {
  it('is on disk a second after the last turn of the wheel at most, not at every turn', async () => {
    const { open, service, saves, advance } = surfacesScene();
    await open();
    service.placeContent(LEFT, 0, place('c1'));
    for (let scale = 2; scale <= 10; scale += 1) service.setZoom(LEFT, 0, { x: 0.5, y: 0.5, scale });
    expect(saves).toHaveLength(1);
    advance(1_000);
    expect([saves.length, saves.at(-1)?.find(({ surface }) => surface.id === LEFT)?.surface.contents[0]]).toEqual([2, { kind: 'camera', camera: 'c1', zoom: { x: 0.5, y: 0.5, scale: 10 } }]);
  });

  it('back to the whole picture is no zoom, and a tile without a camera has none', async () => {
    const { open, service, shown } = surfacesScene();
    await open();
    service.placeContent(LEFT, 0, place('c1'));
    service.setZoom(LEFT, 0, { x: 0.5, y: 0.5, scale: 1 });
    expect(shown(LEFT)?.contents[0]).toEqual(place('c1'));
    expect(service.setZoom(LEFT, 1, null)).toMatchObject({ ok: false, error: { code: 'app/invalid-input' } });
  });
});

describe('closing', () => {
  it('leaves nothing shown and writes nothing, also when it comes while the wall is read', async () => {
    const { service, saves, stores, open } = surfacesScene();
    await open([{ ...emptySurface(LEFT), contents: cameraTiles('c1', null, null, null) }]);
    service.close();
    expect([stores.surfaces.records().size, saves.length]).toEqual([0, 0]);
    const opened = open([{ ...emptySurface(LEFT), contents: cameraTiles('c1', null, null, null) }]);
    service.close();
    await opened;
    await settled();
    expect(stores.surfaces.records().size).toBe(0);
  });
});

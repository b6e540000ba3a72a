import { describe, expect, it } from 'vitest';
import { cameraContent, MEMORY_MAX, type TileContent } from '@contract/domain/tile-content.ts';
import { cameraId, layoutId } from '@contract/domain/units.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { LEFT, surfacesScene } from '../../../../builders/surfaces-scene.ts';
import { tileWords } from '../../../../builders/tiles.ts';

const place = (name: string): TileContent => cameraContent(cameraId(name));

async function scene() {
  const parts = surfacesScene();
  await parts.open();
  const remembered = (tile = 0) => {
    const held = parts.service.memory(LEFT, tile);
    return held.ok ? tileWords(held.value) : [];
  };
  const hold = (...names: readonly string[]) => {
    for (const name of names) parts.service.placeContent(LEFT, 0, place(name));
  };
  return { ...parts, remembered, hold };
}

describe('a tile', () => {
  it('remembers what it held, newest first, each once, never what it holds now, and eight at most', async () => {
    const { remembered, hold } = await scene();
    hold('a', 'b', 'c', 'b');
    expect(remembered()).toEqual(['c', 'a']);
    hold('1', '2', '3', '4', '5', '6', '7', '8', '9', '10');
    expect(remembered()).toEqual(['9', '8', '7', '6', '5', '4', '3', '2']);
    expect(remembered()).toHaveLength(MEMORY_MAX);
  });

  it('goes back through all it held and comes round to where it began', async () => {
    const { service, words, hold } = await scene();
    hold('a', 'b', 'c');
    const seen = [0, 1, 2].map(() => {
      service.back(LEFT, 0);
      return words(LEFT)[0];
    });
    expect(seen).toEqual(['b', 'a', 'c']);
  });

  it('remembers also what an arrangement, a layout, a scene or emptying took from it', async () => {
    const { service, remembered, hold } = await scene();
    hold('a');
    service.applyLayout(LEFT, layoutId('l2'));
    service.setArrangement(LEFT, READY['4']);
    service.clear(LEFT);
    expect(remembered()).toEqual(['c2', 'a']);
  });

  it('that was emptied and holds the same again has nothing to go back to', async () => {
    const { service, remembered, hold, words, wall } = await scene();
    hold('a');
    service.clear(LEFT);
    hold('a');
    expect(remembered()).toEqual([]);
    service.back(LEFT, 0);
    expect(words(LEFT)[0]).toBe('a');
    const before = wall();
    service.undo();
    expect(wall()).not.toBe(before);
  });

  it('passes over what a tour shows in it just now', async () => {
    const { service, words, hold, advance } = await scene();
    hold('a', 'b', 'c1');
    service.startTour(LEFT, 'Tua', [{ layout: layoutId('l2'), dwellS: 5 }, { layout: layoutId('l1'), dwellS: 5 }]);
    advance(5_000);
    expect(words(LEFT)[0]).toBe('c1');
    service.back(LEFT, 0);
    expect(words(LEFT)[0]).toBe('b');
  });

  it('remembers when the arrangement had no place for it', async () => {
    const { service, remembered } = await scene();
    service.placeContent(LEFT, 2, place('far'));
    service.placeContent(LEFT, 0, place('near'));
    service.setArrangement(LEFT, READY['1']);
    expect(remembered(2)).toEqual(['far']);
  });

  it('that remembers nothing stays as it is', async () => {
    const { service, words } = await scene();
    expect([service.back(LEFT, 3).ok, words(LEFT)]).toEqual([true, [null, null, null, null]]);
  });

  it('remembers after a restart', async () => {
    const { hold, saves } = await scene();
    hold('a', 'b');
    const next = surfacesScene();
    await next.service.open(next.cacheOf(saves.at(-1) ?? []));
    next.service.back(LEFT, 0);
    expect(next.words(LEFT)[0]).toBe('a');
  });

  it('does not remember the desk itself', async () => {
    const { service, remembered, hold } = await scene();
    hold('a');
    service.placeContent(LEFT, 0, { kind: 'desk' });
    hold('b');
    expect(remembered()).toEqual(['a']);
  });
});

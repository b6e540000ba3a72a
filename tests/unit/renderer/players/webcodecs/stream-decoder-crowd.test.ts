import { beforeEach, describe, expect, it } from 'vitest';
import { decoderScene, SHAPE } from '../../../../builders/decoder-scene.ts';

describe('the decoder of a stream that is opened together with many others', () => {
  let goOn: () => void;
  let told: string[];
  let crowded: ReturnType<typeof decoderScene>;
  const queued = () => crowded.current().queue.length;
  beforeEach(() => {
    told = [];
    crowded = decoderScene({
      begin: (onFree) => {
        goOn = onFree;
        return { shown: () => told.push('shown'), end: () => told.push('end') };
      },
    });
    crowded.push({ key: true, preroll: true });
    for (let unit = 0; unit < 20; unit += 1) crowded.push({ preroll: true });
    crowded.push();
  });

  it('shows its key frame, and waits until the others have theirs before it goes on to now', () => {
    expect(queued()).toBe(1);
    crowded.current().answer();
    expect([told, crowded.presented.map(({ timestamp }) => timestamp)]).toEqual([['shown'], [66_000]]);
    goOn();
    expect(queued()).toBe(21);
    crowded.push();
    expect(queued()).toBe(22);
    while (queued() > 0) crowded.current().answer();
    expect(crowded.presented.map(({ timestamp }) => timestamp)).toEqual([66_000, 1_452_000, 1_518_000]);
    expect(crowded.decoder.dropped).toBe(0);
  });

  it('shows some of what leads to now where that takes long, so that no tile stands still', () => {
    goOn();
    for (let unit = 0; unit < 10; unit += 1) {
      crowded.current().answer();
      crowded.advance(100);
    }
    expect(crowded.presented.map(({ timestamp }) => timestamp)).toEqual([1, 4, 7, 10].map((unit) => unit * 66_000));
  });

  it('does not show what lies so far back that it would be called late, however long the others take', () => {
    for (let unit = 0; unit < 40; unit += 1) crowded.push({ preroll: true });
    crowded.current().answer();
    crowded.fireTimers();
    crowded.push();
    expect(crowded.presented).toEqual([]);
    // It has nothing to show yet, so it waits for nobody.
    expect([told, queued()]).toEqual([['shown', 'end'], 62]);
    while (queued() > 0) crowded.current().answer();
    expect(crowded.presented.at(-1)?.timestamp).toBe(63 * 66_000);
  });

  it('counts the time that has passed since it was opened', () => {
    crowded.advance(1_000);
    crowded.current().answer();
    expect(crowded.presented).toEqual([]);
  });

  it('does not take a key frame for young because it came before all that leads from it to now', () => {
    const own = decoderScene({ begin: () => ({ shown: () => undefined, end: () => undefined }) });
    own.push({ key: true, preroll: true });
    own.current().answer();
    expect(own.presented).toEqual([]);
    own.push({ preroll: true });
    own.push();
    expect(own.presented.map(({ timestamp }) => timestamp)).toEqual([66_000]);
  });

  it('waits for nobody when it was too slow and starts again', () => {
    goOn();
    crowded.advance(9_000);
    for (let unit = 0; unit < 20; unit += 1) crowded.push();
    crowded.push({ key: true });
    crowded.push();
    expect([crowded.decoders.length, queued()]).toEqual([2, 2]);
  });

  it('gives up its place when nobody sees its tile any more, and counts what it lets go', () => {
    const waiting = 21;
    crowded.decoder.skip();
    expect([told, crowded.decoder.dropped]).toEqual([['end'], waiting + 1]);
  });

  it('gives up its place when its decoder fails or is closed, and what waited with it', () => {
    crowded.current().fail();
    expect(told).toEqual(['end']);
    goOn();
    crowded.decoder.close();
    expect(crowded.decoders.map(({ state, queue }) => [state, queue.length])).toEqual([['closed', expect.any(Number)]]);
  });

  it('loses nothing of its old shape when a new one comes while it waits', () => {
    crowded.decoder.configure({ ...SHAPE, codec: 'avc1.4d4020' });
    crowded.push({ key: true });
    expect(queued()).toBe(23);
  });
});

import { describe, expect, it } from 'vitest';
import type { WebContents } from 'electron';
import { monitorKey } from '@contract/domain/units.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createDeskShare, SOURCE_VALID_MS } from '../../../../main/windows/desk-share.ts';
import { FakeWebContents } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

class Page extends FakeWebContents {
  readonly asked: unknown[] = [];
  getMediaSourceId(by: WebContents): string {
    this.asked.push(by.id);
    return `source-${this.asked.length}`;
  }
}

function scene() {
  const time = createFakeTime();
  const desk = new Page();
  const wall = new Page();
  let isHeld = true;
  let hasDesk = true;
  const share = createDeskShare({ desk: () => (hasDesk ? desk.asElectron() : null), wall: (id) => (id === wall.id ? wall.asElectron() : null), holdsDesk: () => isHeld, clock: time.clock });
  const window: KnownWindow = { id: wall.id, kind: 'wall', monitor: monitorKey('a') };
  return { share, time, desk, wall, window, hold: (held: boolean) => (isHeld = held), closeDesk: () => (hasDesk = false) };
}

describe("the desk's picture on a wall", () => {
  it('may be taken once for each source given, by the wall it was given to', () => {
    const { share, desk, wall, window } = scene();
    expect(share.mayCapture(desk.asElectron())).toBe(false);
    expect(share.source(window)).toEqual({ ok: true, value: { sourceId: 'source-1' } });
    expect(desk.asked).toEqual([wall.id]);
    expect(share.mayCapture(desk.asElectron())).toBe(true);
    expect(share.mayCapture(desk.asElectron())).toBe(false);
  });

  it('may not be taken after ten seconds, nor when the desk is no longer to be shown', () => {
    const late = scene();
    late.share.source(late.window);
    late.time.advance(SOURCE_VALID_MS);
    expect(late.share.mayCapture(late.desk.asElectron())).toBe(false);
    const gone = scene();
    gone.share.source(gone.window);
    gone.hold(false);
    expect(gone.share.mayCapture(gone.desk.asElectron())).toBe(false);
  });

  it('is never the picture of a wall', () => {
    const { share, wall, window } = scene();
    share.source(window);
    expect(share.mayCapture(wall.asElectron())).toBe(false);
  });

  it('is not for a window that does not show the desk, nor for a desk, nor without one', () => {
    const notHere = { error: { code: 'wall/desk-not-here' } };
    const bare = scene();
    bare.hold(false);
    expect(bare.share.source(bare.window)).toMatchObject(notHere);
    expect(scene().share.source({ id: 1, kind: 'desk', monitor: null })).toMatchObject(notHere);
    const alone = scene();
    alone.closeDesk();
    expect(alone.share.source(alone.window)).toMatchObject(notHere);
    expect(alone.desk.asked).toEqual([]);
  });
});

// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import type { TileState } from '@contract/domain/tile-state.ts';
import { err, ok } from '@contract/domain/result.ts';
import { PtzTile, useSteerable } from '../../../../../renderer/widgets/ptz/index.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { plugIntoPage } from '../../../../builders/gamepads.ts';
import { abilitiesWith, headWith, holderWith, steeringSession } from '../../../../builders/ptz.ts';

const dome = cameraWith(1, { kind: 'ptz', name: 'Ngã tư Cầu Giấy', ptz: abilitiesWith() });
const LIVE: TileState = { kind: 'live' };
const fit = { x: 1, y: 1 };
const BOX = { left: 0, top: 0, width: 400, height: 200 };
let page: DeskPage;

const Tile = ({ camera = dome, isSelected = true, state = LIVE }: { readonly camera?: Camera; readonly isSelected?: boolean; readonly state?: TileState }) => {
  const steerable = useSteerable(camera);
  return <figure data-tile="0">{steerable !== null && <PtzTile key={camera.id} camera={steerable} index={0} isSelected={isSelected} session={{ fit }} state={state} zoom={null} />}</figure>;
};

const moves = () => page.calls.flatMap(([name, input]) => (name === 'ptz.move' ? [input] : []));
const acts = () => page.calls.flatMap(([name, input]) => (name === 'ptz.act' ? [(input as { readonly act: unknown }).act] : []));
const speeds = (pan: number, tilt: number, zoom: number) => ({ camera: dome.id, pan, tilt, zoom });
const STOP = speeds(0, 0, 0);

const figure = (): HTMLElement => page.find('figure');
const pointer = async (kind: string, x: number, y: number, more: PointerEventInit = {}): Promise<void> => {
  await act(async () => {
    figure().dispatchEvent(new PointerEvent(kind, { bubbles: true, cancelable: true, button: 0, pointerId: 1, pointerType: 'mouse', clientX: x * BOX.width, clientY: y * BOX.height, ...more }));
  });
};
const key = async (kind: 'keydown' | 'keyup', code: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): Promise<KeyboardEvent> => {
  const event = new KeyboardEvent(kind, { key: code, code, bubbles: true, cancelable: true, ...more });
  await act(async () => {
    target.dispatchEvent(event);
  });
  return event;
};
const open = async (answer?: (name: string) => unknown): Promise<void> => {
  page = createDeskPage(answer);
  page.show('session', [steeringSession()]);
  page.know([dome]);
  page.state.view.actions.steer(true);
  await page.draw(<Tile />);
  const tile = figure();
  tile.getBoundingClientRect = () => ({ ...BOX, right: BOX.width, bottom: BOX.height, x: 0, y: 0, toJSON: () => BOX });
  tile.setPointerCapture = () => undefined;
};
beforeEach(() => open());
afterEach(async () => {
  await page.release();
});

describe('steering by the keyboard', () => {
  it('moves while a key is held and stops when it is let go; repeats of a held key say nothing', async () => {
    const event = await key('keydown', 'ArrowRight');
    await key('keydown', 'ArrowRight', { repeat: true });
    await key('keyup', 'ArrowRight');
    expect(moves()).toEqual([speeds(0.4, 0, 0), STOP]);
    // The selection of tiles does not get it as well.
    expect(event.defaultPrevented).toBe(true);
  });

  it('is fastest with Shift', async () => {
    await key('keydown', 'PageUp', { shiftKey: true });
    await key('keyup', 'PageUp', { shiftKey: true });
    expect(moves()).toEqual([speeds(0, 0, 1), STOP]);
  });

  it('goes at the speed that was set', async () => {
    await act(async () => {
      page.show('settings', [{ id: 'only', language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '', steering: { keySpeed: 0.75, profiles: [] } }]);
    });
    await key('keydown', 'Numpad7', { key: '7' });
    await key('keyup', 'Numpad7', { key: '7' });
    expect(moves()).toEqual([speeds(-0.75, 0.75, 0), STOP]);
  });

  it('calls presets and home, and ends with Escape', async () => {
    await key('keydown', 'Digit3', { key: '3' });
    await key('keydown', 'Home');
    expect(acts()).toEqual([{ kind: 'preset-go', preset: 3 }, { kind: 'home' }]);
    await key('keydown', 'Escape');
    expect(page.state.view.store.getState().isSteering).toBe(false);
    await key('keydown', 'ArrowRight');
    expect(moves()).toEqual([]);
  });

  it('leaves digits to a number that was begun, and all keys to fields', async () => {
    page.state.view.actions.enterNumber('12');
    expect((await key('keydown', 'Digit3', { key: '3' })).defaultPrevented).toBe(false);
    const field = document.createElement('input');
    page.place.append(field);
    expect((await key('keydown', 'ArrowRight', {}, field)).defaultPrevented).toBe(false);
    expect(page.calls.filter(([name]) => name.startsWith('ptz.'))).toEqual([]);
  });

  it('stops when a field takes the focus while a key is held', async () => {
    await key('keydown', 'ArrowUp');
    const field = document.createElement('input');
    page.place.append(field);
    await act(async () => {
      field.focus();
    });
    expect(moves()).toEqual([speeds(0, 0.4, 0), STOP]);
  });
});

describe('steering by the pointer on the picture', () => {
  it('holds at the edge, follows the pointer, and stops when it is let go', async () => {
    await pointer('pointerdown', 1, 0.5);
    await pointer('pointerup', 1, 0.5);
    expect(moves()).toEqual([speeds(1, 0, 0), STOP]);
    expect(acts()).toEqual([]);
  });

  it('brings a clicked place to the middle', async () => {
    await pointer('pointerdown', 0.4, 0.6);
    await pointer('pointerup', 0.4, 0.6);
    expect(acts()).toEqual([{ kind: 'centre', x: 0.4, y: 0.6 }]);
    expect(moves()).toEqual([]);
  });

  it('comes closer to a drawn box, and shows it while it is drawn', async () => {
    await pointer('pointerdown', 0.4, 0.4);
    await pointer('pointermove', 0.6, 0.65);
    expect(page.place.querySelector('[data-out="false"]')).not.toBeNull();
    await pointer('pointerup', 0.6, 0.65);
    expect(acts()).toEqual([{ kind: 'box', x: 0.4, y: 0.4, width: expect.closeTo(0.2) as number, height: expect.closeTo(0.25) as number }]);
    expect(page.place.querySelector('[data-out]')).toBeNull();
  });

  it('goes away while a box is drawn backwards, as long as it is held', async () => {
    await pointer('pointerdown', 0.6, 0.6);
    await pointer('pointermove', 0.35, 0.5);
    await pointer('pointerup', 0.35, 0.5);
    expect(moves()).toEqual([speeds(0, 0, -0.5), STOP]);
    expect(acts()).toEqual([]);
  });

  it('stops when the pointer is taken away', async () => {
    await pointer('pointerdown', 0.02, 0.5);
    await pointer('lostpointercapture', 0.02, 0.5);
    expect(moves().at(-1)).toEqual(STOP);
    await pointer('pointermove', 0.9, 0.5);
    expect(moves()).toHaveLength(2);
  });

  it('steers by a dragged finger; a tap aims', async () => {
    const touch = { pointerType: 'touch' };
    await pointer('pointerdown', 0.3, 0.5, touch);
    await pointer('pointermove', 0.65, 0.5, touch);
    await pointer('pointerup', 0.65, 0.5, touch);
    expect(moves()).toEqual([speeds(1, 0, 0), STOP]);
    await pointer('pointerdown', 0.9, 0.5, touch);
    await pointer('pointerup', 0.9, 0.5, touch);
    expect(acts()).toEqual([{ kind: 'centre', x: 0.9, y: 0.5 }]);
  });

  it('aims at nothing while the picture is not of now', async () => {
    await page.draw(<Tile state={{ kind: 'stale', cause: 'no-frames', lastUtcMs: 0 }} />);
    await pointer('pointerdown', 0.4, 0.6);
    await pointer('pointerup', 0.4, 0.6);
    expect(acts()).toEqual([]);
    expect(page.place.textContent).toContain('Hình không mới');
  });

  it('is not dragged to another tile', async () => {
    const event = new Event('dragstart', { bubbles: true, cancelable: true });
    figure().dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('what ends a movement', () => {
  const press = () => key('keydown', 'ArrowRight');
  const expectStopped = async (): Promise<void> => {
    expect(moves()).toEqual([speeds(0.4, 0, 0), STOP]);
    await key('keyup', 'ArrowRight');
    expect(moves()).toHaveLength(2);
  };

  it('is the window losing the focus', async () => {
    await press();
    await act(async () => {
      window.dispatchEvent(new Event('blur'));
    });
    await expectStopped();
  });

  it('is the page being hidden', async () => {
    await press();
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'visible' });
    await expectStopped();
  });

  it('is the selection going to another tile', async () => {
    await press();
    await page.draw(<Tile isSelected={false} />);
    await expectStopped();
  });

  it('is another camera in the tile', async () => {
    await press();
    await page.draw(<Tile camera={cameraWith(2, { ptz: abilitiesWith() })} />);
    await expectStopped();
  });

  it('is the screen going away', async () => {
    await press();
    await page.draw(null);
    await expectStopped();
  });

  it('is the hand being taken by a higher level', async () => {
    page.show('ptzHeads', [headWith({ holder: holderWith({ personId: 'p1', level: 50 }) })]);
    await press();
    await act(async () => {
      page.show('ptzHeads', [headWith({ holder: holderWith({ level: 90 }) })]);
    });
    await expectStopped();
  });

  it('is the hand being let go for us, as when its time is over', async () => {
    page.show('ptzHeads', [headWith({ holder: holderWith({ personId: 'p1' }) })]);
    await press();
    await act(async () => {
      page.show('ptzHeads', []);
    });
    await expectStopped();
  });

  it('is not the hand becoming ours by pressing', async () => {
    await press();
    await act(async () => {
      page.show('ptzHeads', [headWith({ holder: holderWith({ personId: 'p1' }), moving: true })]);
    });
    expect(moves()).toEqual([speeds(0.4, 0, 0)]);
    await key('keyup', 'ArrowRight');
  });

  it('is a refusal, which is said', async () => {
    await page.release();
    await open((name) => (name === 'ptz.move' ? err('ptz/held') : ok(null)));
    await press();
    expect(page.state.view.store.getState().failures.map(({ id }) => id)).toEqual(['ptz/held']);
    await expectStopped();
  });
});

describe('a joystick', () => {
  let stick: ReturnType<typeof plugIntoPage>;
  const turn = async (): Promise<void> => {
    await act(async () => {
      await new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 30));
      });
    });
  };
  beforeEach(async () => {
    await page.release();
    stick = plugIntoPage();
    await open();
    page.state.view.actions.steer(false);
    await act(async () => {
      stick.set({});
    });
  });
  afterEach(async () => {
    await act(async () => {
      stick.unplug();
    });
  });

  it('turns the selected camera, opens its steering, and stops at rest', async () => {
    stick.set({ axes: [1, 0, 0, 0] });
    await turn();
    expect(moves()[0]).toEqual(speeds(1, 0, 0));
    expect(page.state.view.store.getState().isSteering).toBe(true);
    stick.set({ axes: [0.05, 0, 0, 0] });
    await turn();
    expect(moves().at(-1)).toEqual(STOP);
  });

  it('pulled out while it is deflected stops at once', async () => {
    stick.set({ axes: [0, -1, 0, 0] });
    await turn();
    expect(moves().at(-1)).toEqual(speeds(0, 1, 0));
    const before = page.calls.length;
    await act(async () => {
      stick.unplug();
    });
    expect(page.calls.slice(before)).toEqual([['ptz.move', STOP]]);
  });

  it('deflected while the window lost the focus counts again only once it was at rest', async () => {
    stick.set({ axes: [1, 0, 0, 0] });
    await turn();
    await act(async () => {
      window.dispatchEvent(new Event('blur'));
    });
    await turn();
    expect(moves().at(-1)).toEqual(STOP);
    await act(async () => {
      window.dispatchEvent(new Event('focus'));
    });
    await turn();
    expect(moves().at(-1)).toEqual(STOP);
    stick.set({});
    await turn();
    stick.set({ axes: [1, 0, 0, 0] });
    await turn();
    expect(moves().at(-1)).toEqual(speeds(1, 0, 0));
  });

  it('steers nothing from a window that has not had the focus yet, until somebody comes to it', async () => {
    await page.release();
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    await open();
    await turn();
    stick.set({ axes: [1, 0, 0, 0], pressed: [0] });
    await turn();
    expect([moves(), acts()]).toEqual([[], []]);
    hasFocus.mockRestore();
    await act(async () => {
      window.dispatchEvent(new Event('focus'));
    });
    stick.set({});
    await turn();
    stick.set({ axes: [1, 0, 0, 0] });
    await turn();
    expect(moves().at(-1)).toEqual(speeds(1, 0, 0));
  });

  it('calls presets by its buttons, once a press', async () => {
    await turn();
    stick.set({ pressed: [0] });
    await turn();
    await turn();
    expect(acts()).toEqual([{ kind: 'preset-go', preset: 1 }]);
  });
});

describe('a tile that cannot be steered', () => {
  it('is one whose person has no level', async () => {
    await act(async () => {
      const { session } = steeringSession();
      if (session.kind !== 'signed-in') return;
      const { ptzLevel: _level, ...person } = session.person;
      page.show('session', [{ ...steeringSession(), session: { ...session, person } }]);
    });
    await key('keydown', 'ArrowRight');
    expect(moves()).toEqual([]);
    expect(page.place.querySelector('[data-ptz="steered"]')).toBeNull();
  });
});

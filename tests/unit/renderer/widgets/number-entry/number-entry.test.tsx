// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it, test } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { DESK_SURFACE, monitorKey, monitorSurface } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { carryOutEntry } from '../../../../../renderer/commands/carry-out.ts';
import { createCommands } from '../../../../../renderer/commands/commands.ts';
import { NumberEntry } from '../../../../../renderer/widgets/number-entry/index.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { monitorWith } from '../../../../builders/monitors.ts';

const gate = cameraWith(1234, { name: 'Cổng chính' });
const wall = monitorSurface(monitorKey('d2'));
let page: DeskPage;
const open = async (): Promise<void> => {
  page = createDeskPage();
  page.know([gate]);
  page.show('monitors', [monitorWith({ id: monitorKey('d2'), number: 2 })]);
  page.show('surfaces', [emptySurface(DESK_SURFACE, READY['4']), emptySurface(wall, READY['9'])]);
  await page.draw(<NumberEntry />);
};
const shown = async (text: string): Promise<string> => {
  await act(async () => {
    page.state.view.actions.enterNumber(text);
  });
  return page.find('[role="status"]').textContent ?? '';
};
afterEach(async () => {
  await page.release();
});

describe('the number being typed', () => {
  it('is shown with the names of what it stands for, as it grows', async () => {
    await open();
    expect(await shown('')).toBe('');
    expect(await shown('2M')).toContain('Màn hình 2');
    expect(await shown('2M5T')).toContain('Màn hình 2 · Ô 5');
    expect(await shown('2M5T1234')).toContain('2 M 5 T 1234Màn hình 2 · Ô 5 · Cổng chínhEnter');
  });

  it('says what there is not', async () => {
    await open();
    expect(await shown('7M')).toContain('Không có màn hình 7');
    expect(await shown('5T')).toContain('Không có ô 5 (chỉ có 4 ô)');
    expect(await shown('99')).toContain('Không có camera số 99');
    expect(await shown('0')).toContain('Bỏ nội dung ô');
  });

  test.for([
    ['1234', true, [['surface.openCamera', { surface: 'desk', camera: gate.id, preferred: 0 }]]],
    ['2M5T1234', true, [['surface.placeContent', { surface: wall, tile: 4, content: { kind: 'camera', camera: gate.id, zoom: null } }]]],
    ['2M1234', true, [['surface.openCamera', { surface: wall, camera: gate.id, preferred: 0 }]]],
    ['2M5T0', true, [['surface.placeContent', { surface: wall, tile: 4, content: null }]]],
    ['3T0', true, [['surface.placeContent', { surface: 'desk', tile: 2, content: null }]]],
    ['0', true, [['surface.placeContent', { surface: 'desk', tile: 0, content: null }]]],
    ['9T1234', false, []],
    ['7M1234', false, []],
    ['99', false, []],
    ['2M', false, []],
  ] as const)('%s then Enter: done %s', async ([text, isDone, calls]) => {
    await open();
    const asked: unknown[] = [];
    const answer = async (name: string, input: unknown) => {
      // Which camera a number is, the directory says.
      if (name === 'directory.number') return { ok: true, value: { camera: (input as { readonly number: number }).number === gate.number ? gate : null } };
      asked.push([name, input]);
      return { ok: true, value: { tile: 0 } };
    };
    const commands = createCommands(new Proxy({}, { get: (_target, name) => (input: unknown) => answer(String(name), input) }) as Parameters<typeof createCommands>[0], page.state);
    const { enterNumber } = page.state.view.actions;
    await act(async () => {
      enterNumber(text);
      if (carryOutEntry(text, page.state, commands)) enterNumber('');
    });
    expect([asked, page.state.view.store.getState().numberEntry]).toEqual([calls, isDone ? '' : text]);
  });

  it('may be followed by the next number before the directory has said which camera the first one is', async () => {
    await open();
    const directory: { readonly number: number; readonly answer: (camera: typeof gate | null) => void }[] = [];
    const opened: unknown[] = [];
    const answer = (name: string, input: unknown) => {
      if (name === 'directory.number') return new Promise((resolve) => directory.push({ ...(input as { readonly number: number }), answer: (camera) => resolve({ ok: true, value: { camera } }) }));
      opened.push(input);
      return Promise.resolve({ ok: true, value: { tile: 0 } });
    };
    const commands = createCommands(new Proxy({}, { get: (_target, name) => (input: unknown) => answer(String(name), input) }) as Parameters<typeof createCommands>[0], page.state);
    const { view } = page.state;
    const enter = (text: string): Promise<void> =>
      act(async () => {
        view.actions.enterNumber(text);
        if (carryOutEntry(text, page.state, commands)) view.actions.enterNumber('');
      });
    await enter('1234');
    expect(view.store.getState().numberEntry).toBe('');
    await enter('99');
    await act(async () => {
      view.actions.enterNumber('7');
      directory[0]?.answer(gate);
    });
    expect(opened).toEqual([{ surface: 'desk', camera: gate.id, preferred: 0 }]);
    await act(async () => directory[1]?.answer(null));
    expect(view.store.getState().numberEntry).toBe('7');
    expect(view.store.getState().failures.map(({ error }) => error.code)).toEqual(['camera/unknown']);
  });
});

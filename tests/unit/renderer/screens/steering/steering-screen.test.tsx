// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualProfile, type PtzSettings } from '@contract/domain/ptz-settings.ts';
import { err, ok } from '@contract/domain/result.ts';
import { setSteeringInput } from '@contract/ipc/ptz-settings.schema.ts';
import { ONLY } from '@contract/state/slices.ts';
import { SteeringScreen } from '../../../../../renderer/screens/steering/steering-screen.tsx';
import { withButton } from '../../../../../renderer/screens/steering/pad-buttons.tsx';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { plugIntoPage } from '../../../../builders/gamepads.ts';
import { steeringSession } from '../../../../builders/ptz.ts';

let page: DeskPage;
let stick: ReturnType<typeof plugIntoPage>;
const open = async (answer: () => unknown = () => ok(null)): Promise<void> => {
  stick = plugIntoPage();
  page = createDeskPage(answer);
  page.show('session', [steeringSession()]);
  page.show('settings', [{ id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '' }]);
  await page.draw(<SteeringScreen />);
};
const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) {
    await act(async () => {
      await new Promise((resolve) => {
        requestAnimationFrame(() => setTimeout(resolve, 0));
      });
    });
  }
};
/** What main was asked to keep last; going away keeps what waits. */
const kept = async (): Promise<PtzSettings | null> => {
  await page.draw(null);
  const input = page.calls.findLast(([name]) => name === 'settings.setSteering')?.[1];
  return setSteeringInput.parse(input).steering;
};
const plug = async (parts: Parameters<typeof stick.set>[0] = {}): Promise<void> => {
  await act(async () => {
    stick.set({ id: 'Cần CH (Vendor: 068e Product: 00ca)', ...parts });
  });
};
beforeEach(() => open());
afterEach(async () => {
  await act(async () => {
    stick.unplug();
  });
  await page.release();
});

describe('the joystick screen', () => {
  it('says plainly that no joystick is there, and shows one as soon as it is', async () => {
    expect(page.place.textContent).toContain('Chưa thấy cần điều khiển nào');
    await plug();
    expect(page.find('h2').textContent).toBe('Cần CH');
    expect(page.place.textContent).toContain('4 trục, 16 nút');
    await act(async () => {
      stick.unplug();
    });
    expect(page.place.textContent).toContain('Chưa thấy cần điều khiển nào');
  });

  it('tries the stick without moving any camera', async () => {
    await plug();
    stick.set({ id: 'Cần CH (Vendor: 068e Product: 00ca)', axes: [1, -1, 0, 0] });
    await turns(2);
    expect(page.find('[data-test="words"]').textContent).toBe('Ngang +100 % · Đứng +100 % · Phóng 0 %');
    expect(page.calls.filter(([name]) => name.startsWith('ptz.'))).toEqual([]);
  });

  it('gives an act the button that is pressed next, taking it from the act it had', async () => {
    await plug();
    await page.click('[data-act="snapshot"] button[aria-pressed]');
    expect(page.place.textContent).toContain('Bấm nút trên cần cho việc: Chụp ảnh');
    await plug({ pressed: [3] });
    await turns(2);
    const settings = await kept();
    expect(settings?.profiles[0]?.buttons.filter(({ button }) => button === 3)).toEqual([{ button: 3, act: 'snapshot' }]);
  });

  it('finds an axis by moving it', async () => {
    await plug();
    await page.click('[data-motion="zoom"] button');
    await turns(1);
    await plug({ axes: [0, 0, 0.9, 0] });
    await turns(2);
    expect((await kept())?.profiles[0]?.motions.zoom.axis).toBe(2);
  });

  it('measures the dead zone from what the stick reads at rest, and says so when it was touched', async () => {
    await plug({ axes: [0.08, 0, 0, 0] });
    await page.click('button', 'Đo vùng chết');
    await turns(66);
    const measured = await kept();
    expect(measured?.profiles[0]?.motions.pan).toEqual({ axis: 0, inverted: false, rest: 0.08, deadZone: 0.04 });
  });

  it('keeps each make of joystick by itself, and takes the delivered profile back', async () => {
    const own = { ...usualProfile('Cần CH (Vendor: 068e Product: 00ca)'), curve: 'cubic' as const };
    const other = usualProfile('Cần khác');
    await act(async () => {
      page.show('settings', [{ id: ONLY, language: 'vi', keys: {}, linkBudgetKbps: null, webOrigins: [], snapshotFolder: '', steering: { keySpeed: 0.4, profiles: [own, other] } }]);
    });
    await plug();
    expect(page.find('[role="radio"][aria-checked="true"]').textContent).toBe('Rất mịn');
    await page.click('button', 'Trả về ban đầu');
    expect((await kept())?.profiles).toEqual([other]);
  });

  it('says what main refuses, and shows what is so', async () => {
    await page.release();
    await open(() => err('app/internal'));
    await plug();
    await page.click('[role="radio"]', 'Đều');
    await act(async () => {
      await new Promise((resolve) => setTimeout(resolve, 350));
    });
    expect(page.find('[role="alert"]').textContent).toContain('Chương trình gặp lỗi');
    expect(page.find('[role="radio"][aria-checked="true"]').textContent).toBe('Mịn');
  });

  it('gives a button one act', () => {
    expect(withButton([{ button: 1, act: 'home' }, { button: 4, act: 'zoom-in' }], 4, 'home')).toEqual([{ button: 1, act: 'home' }, { button: 4, act: 'home' }]);
    expect(withButton([{ button: 1, act: 'home' }], 1, null)).toEqual([]);
  });
});

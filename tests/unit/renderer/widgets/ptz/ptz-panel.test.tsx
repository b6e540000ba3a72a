// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { PtzAsk, PtzPlaces } from '@contract/domain/ptz.ts';
import { err, ok } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { PtzAsks, PtzBadge, PtzPanel } from '../../../../../renderer/widgets/ptz/index.ts';
import { cameraWith } from '../../../../builders/cameras.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { abilitiesWith, headWith, holderWith, steeringSession } from '../../../../builders/ptz.ts';

const dome = cameraWith(1, { kind: 'ptz', name: 'Ngã tư Cầu Giấy', ptz: abilitiesWith() });
const mine = holderWith({ personId: 'p1', name: 'Trần Văn Minh', level: 50 });
const PLACES: PtzPlaces = {
  presets: [
    { number: 2, name: 'Cổng chợ' },
    { number: 1, name: 'Ngã tư', pictureBase64: 'AAAA' },
  ],
  patrols: [{ number: 3, name: 'Ban đêm', steps: [{ preset: 1, dwellS: 20 }, { preset: 2, dwellS: 20 }] }],
};
let page: DeskPage;
const open = async (answer: (name: string) => unknown = () => ok(null), camera = dome): Promise<void> => {
  page = createDeskPage((name) => (name === 'ptz.places' ? ok(PLACES) : answer(name)));
  page.show('session', [steeringSession()]);
  page.know([camera]);
  await page.draw(<PtzPanel camera={camera.id} />);
};
const asked = () => page.calls.filter(([name]) => name.startsWith('ptz.') && name !== 'ptz.places');
const acts = () => asked().map(([, input]) => (input as { readonly act: unknown }).act);
const pressOn = async (words: string, kind: string): Promise<void> => {
  const button = page.find('button[data-hold]', words);
  button.setPointerCapture = () => undefined;
  await act(async () => {
    button.dispatchEvent(new PointerEvent(kind, { bubbles: true, button: 0, pointerId: 1 }));
  });
};
afterEach(async () => {
  await page.release();
});

describe('whose hand it is, in the panel', () => {
  it('free: it can be taken', async () => {
    await open();
    expect(page.find('[data-lease]').textContent).toContain('Chưa có ai điều khiển camera này');
    await page.click('button', 'Nhận điều khiển');
    expect(asked()).toEqual([['ptz.claim', { camera: dome.id }]]);
  });

  it('of the camera in hand alone, when another tile was chosen', async () => {
    await open();
    const other = cameraWith(2, { kind: 'ptz', name: 'Bờ Hồ', ptz: abilitiesWith() });
    page.know([dome, other]);
    await page.draw(<PtzPanel camera={other.id} />);
    expect(page.place.querySelectorAll('[data-lease]')).toHaveLength(1);
    await page.click('button', 'Nhận điều khiển');
    expect(asked()).toEqual([['ptz.claim', { camera: other.id }]]);
  });

  it('a lower level\'s: it is told who and since when, and can be taken over', async () => {
    await open();
    await act(async () => {
      page.show('ptzHeads', [headWith({ holder: holderWith() })]);
    });
    expect(page.find('[data-lease="takeable"]').textContent).toContain('Lê Thị Hoa (Công an phường Hàng Bài) đang điều khiển, từ 05:13:20');
    await page.click('button', 'Giành quyền');
    expect(asked()).toEqual([['ptz.claim', { camera: dome.id }]]);
  });

  it('a higher level\'s: it can be asked for, with minutes and a reason', async () => {
    await open();
    await act(async () => {
      page.show('ptzHeads', [headWith({ holder: holderWith({ level: 90 }) })]);
    });
    expect(page.place.textContent).not.toContain('Giành quyền');
    await page.click('button', 'Xin điều khiển');
    await page.click('button[type="submit"]');
    expect(page.find('[role="alert"]').textContent).toBe('Hãy ghi lý do, ít nhất 5 chữ.');
    await page.click('input[type="radio"]:not(:checked)');
    await act(async () => {
      const field = page.find('textarea');
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, 'Theo dõi đoàn xe');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await page.click('button[type="submit"]');
    expect(asked()).toEqual([['ptz.ask', { camera: dome.id, minutes: 5, reason: 'Theo dõi đoàn xe' }]]);
  });

  it('ours: it can be given back, and a refusal is said', async () => {
    await open((name) => (name === 'ptz.release' ? err('app/internal') : ok(null)));
    await act(async () => {
      page.show('ptzHeads', [headWith({ holder: mine, untilUtcMs: utcMs(1_700_000_900_000) })]);
    });
    expect(page.find('[data-lease="mine"]').textContent).toContain('Anh/chị đang điều khiển, từ 05:13:20 đến 05:28:20');
    await page.click('button', 'Trả quyền');
    expect(page.find('[role="alert"]').textContent).toContain('Chương trình gặp lỗi');
  });

  it('not for a person who may only look', async () => {
    await open();
    const { session } = steeringSession();
    await act(async () => {
      if (session.kind === 'signed-in') page.show('session', [{ ...steeringSession(), session: { ...session, person: { ...session.person, rights: ['live.view'] } } }]);
    });
    expect(page.place.textContent).toContain('chỉ được xem');
    expect(page.place.querySelector('button[data-hold]')).toBeNull();
  });
});

describe('the pad', () => {
  it('moves while a button is held by pointer, at the speed of the slider', async () => {
    await open();
    await pressOn('quay lên trái', 'pointerdown');
    await pressOn('quay lên trái', 'pointerup');
    expect(asked().map(([, input]) => input)).toEqual([
      { camera: dome.id, pan: -0.4, tilt: 0.4, zoom: 0 },
      { camera: dome.id, pan: 0, tilt: 0, zoom: 0 },
    ]);
  });

  it('moves while a button is held by key, and stops when the focus leaves it', async () => {
    await open();
    const button = page.find('button[data-hold]', 'phóng to');
    button.focus();
    await page.press(button, ' ');
    await page.press(button, ' ', { repeat: true });
    await act(async () => {
      button.blur();
    });
    expect(asked().map(([, input]) => input)).toEqual([
      { camera: dome.id, pan: 0, tilt: 0, zoom: 0.4 },
      { camera: dome.id, pan: 0, tilt: 0, zoom: 0 },
    ]);
  });

  it('stops when the panel goes away under the hand', async () => {
    await open();
    await pressOn('quay trái', 'pointerdown');
    await page.draw(null);
    expect(asked().at(-1)).toEqual(['ptz.move', { camera: dome.id, pan: 0, tilt: 0, zoom: 0 }]);
  });

  it('lets the focus go with the hand, and also when the window loses the focus', async () => {
    await open();
    await pressOn('Lấy nét: Xa', 'pointerdown');
    await act(async () => {
      window.dispatchEvent(new Event('blur'));
    });
    await pressOn('Lấy nét: Xa', 'pointerup');
    expect(acts()).toEqual([
      { kind: 'aux', aux: 'focus', value: 1 },
      { kind: 'aux', aux: 'focus', value: 0 },
    ]);
  });

  it('offers only what the camera can do', async () => {
    await open(undefined, cameraWith(1, { ptz: abilitiesWith({ aux: ['light'], presets: false, patrols: false, tracking: false, home: false }) }));
    expect(page.place.textContent).not.toContain('Lấy nét');
    expect(page.place.textContent).not.toContain('Điểm đặt trước');
    expect(page.place.textContent).not.toContain('Tuần tra');
    expect(page.place.textContent).not.toContain('Tự bám');
    expect(page.calls.map(([name]) => name)).not.toContain('ptz.places');
    await page.click('button', 'Đèn: Bật');
    expect(acts()).toEqual([{ kind: 'aux', aux: 'light', value: 1 }]);
  });
});

describe('saved positions', () => {
  it('stand in the order of their numbers, with a picture where there is one, and are gone to in one press', async () => {
    await open();
    expect([...page.place.querySelectorAll('[data-preset]')].map((card) => card.textContent)).toEqual(['1 Ngã tư', '2 Cổng chợ']);
    expect(page.find('[data-preset="1"] img').getAttribute('src')).toBe('data:image/jpeg;base64,AAAA');
    await page.click('button', 'Quay tới điểm 2 Cổng chợ');
    expect(acts()).toEqual([{ kind: 'preset-go', preset: 2 }]);
  });

  it('are saved under the next free number, and the list is asked for anew', async () => {
    await open();
    await page.click('button', 'Lưu hướng đang nhìn');
    await page.type('form input:not([inputmode])', 'Bến xe');
    await page.click('form button[type="submit"]');
    expect(acts()).toContainEqual({ kind: 'preset-save', preset: 3, name: 'Bến xe' });
    expect(page.calls.filter(([name]) => name === 'ptz.places')).toHaveLength(2);
    expect(page.place.querySelector('form')).toBeNull();
  });

  it('say what is replaced, and refuse a number no preset can have', async () => {
    await open();
    await page.click('button', 'Lưu hướng đang nhìn');
    await page.type('form input[inputmode]', '1');
    expect(page.find('form').textContent).toContain('điểm 1 “Ngã tư” sẽ được thay');
    await page.type('form input[inputmode]', '256');
    await page.click('form button[type="submit"]');
    expect(page.find('form [role="alert"]').textContent).toBe('Số của điểm phải từ 1 đến 255.');
    expect(acts()).toEqual([]);
  });

  it('are removed only after a question that names them, whose safe answer has the focus', async () => {
    await open();
    await page.click('button', 'Các việc với điểm 2');
    await act(async () => {
      [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(({ textContent }) => textContent.includes('Xóa'))?.click();
    });
    expect(page.find('[role="alertdialog"]').textContent).toContain('Xóa điểm 2 “Cổng chợ”?');
    expect(document.activeElement?.textContent).toBe('Giữ lại');
    await page.click('[role="alertdialog"] button', 'Xóa');
    expect(acts()).toEqual([{ kind: 'preset-remove', preset: 2 }]);
  });

  it('are renamed where they are, not without a name, and the list is asked for anew', async () => {
    await open();
    await page.click('button', 'Các việc với điểm 2');
    await act(async () => {
      [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(({ textContent }) => textContent.includes('Đổi tên'))?.click();
    });
    const form = page.find('form');
    expect(form.getAttribute('aria-label')).toBe('Đổi tên điểm 2 “Cổng chợ”');
    expect(document.activeElement).toBe(page.find('form input'));
    await page.type('form input', ' ');
    await page.click('form button[type="submit"]');
    expect(acts()).toEqual([]);
    expect(page.find('form [role="alert"]').textContent).toBe('Hãy ghi tên của điểm.');
    await page.type('form input', 'Cổng chính ');
    await page.click('form button[type="submit"]');
    expect(acts()).toEqual([{ kind: 'preset-rename', preset: 2, name: 'Cổng chính' }]);
    expect(page.calls.filter(([name]) => name === 'ptz.places')).toHaveLength(2);
    expect(page.place.querySelector('form')).toBeNull();
  });

  it('patrols start and stop, and the one that runs says so', async () => {
    await open();
    await page.click('button', 'Chạy tuần tra 3 Ban đêm');
    await act(async () => {
      page.show('ptzHeads', [headWith({ patrol: 3 })]);
    });
    expect(page.find('[data-running="true"]').textContent).toContain('Đang chạy');
    await page.click('button', 'Dừng tuần tra 3 Ban đêm');
    expect(acts()).toEqual([{ kind: 'patrol-start', patrol: 3 }, { kind: 'patrol-stop', patrol: 3 }]);
  });

  it('a refused act is a sentence in the panel', async () => {
    await open((name) => (name === 'ptz.act' ? err('app/not-allowed') : ok(null)));
    await page.click('button', 'Về vị trí gốc');
    expect(page.find('[role="alert"]').textContent).toContain('không có quyền');
  });
});

describe('asks of others', () => {
  const ask: PtzAsk = { id: 'a1', camera: dome.id, from: holderWith(), minutes: 15, reason: 'Truy bắt đối tượng', askedUtcMs: utcMs(1_700_000_000_000 - 20_000), state: 'open', side: 'asked' };
  const openAsks = async (...asks: readonly PtzAsk[]): Promise<void> => {
    page = createDeskPage();
    page.show('session', [steeringSession()]);
    page.know([dome]);
    page.show('ptzAsks', asks);
    await page.draw(<PtzAsks />);
  };

  it('say who asks for what, for how long and why, and how long is left to answer', async () => {
    await openAsks(ask);
    const words = page.find('[data-ask="a1"]').textContent;
    expect(words).toContain('Lê Thị Hoa (Công an phường Hàng Bài) xin điều khiển Ngã tư Cầu Giấy trong 15 phút.');
    expect(words).toContain('Lý do: Truy bắt đối tượng');
    expect(words).toContain('Còn 0:40 để trả lời');
    await page.click('button', 'Đồng ý trao');
    await page.click('button', 'Từ chối');
    expect(asked()).toEqual([['ptz.answer', { ask: 'a1', accept: true }], ['ptz.answer', { ask: 'a1', accept: false }]]);
  });

  it('are gone once their minute is over or they were answered', async () => {
    await openAsks({ ...ask, askedUtcMs: utcMs(1_700_000_000_000 - 60_000) }, { ...ask, id: 'a2', state: 'declined' });
    expect(page.place.textContent).toBe('');
  });
});

describe('the mark in the strip', () => {
  const badge = async (...heads: Parameters<typeof headWith>): Promise<string> => {
    page = createDeskPage();
    page.show('session', [steeringSession()]);
    page.show('ptzHeads', [headWith(...heads)]);
    await page.draw(<PtzBadge camera={dome.id} />);
    return [...page.place.querySelectorAll('[data-ptz]')].map((mark) => mark.firstElementChild?.nextElementSibling?.textContent ?? '').join(' | ');
  };
  it.each([
    [{ holder: mine }, 'Anh/chị đang điều khiển'],
    [{ holder: holderWith() }, 'Đang điều khiển: Lê Thị Hoa (Công an phường Hàng Bài)'],
    [{ holder: holderWith({ unitName: '' }) }, 'Đang điều khiển: Lê Thị Hoa'],
    [{ patrol: 2 }, 'Tuần tra 2'],
    [{ tracking: true }, 'Tự bám đối tượng'],
    [{ position: null, holder: mine }, 'Anh/chị đang điều khiển | Vị trí không xác định'],
    [{}, ''],
  ])('of %j reads “%s”', async (head, words) => {
    expect(await badge(head)).toBe(words);
  });

  it.each([
    [{ holder: mine }, ['Anh/chị giữ quyền', 'Anh/chị']],
    [{ holder: holderWith() }, ['Lê Thị Hoa', 'Hoa']],
    [{ patrol: 2 }, []],
  ])('of %j has shorter words for the eye where there is less room, and all of it as its tip', async (head, shorter) => {
    const whole = await badge(head);
    const mark = page.place.querySelector('[data-ptz]');
    expect([...(mark?.querySelectorAll('[aria-hidden="true"]:not(svg)') ?? [])].map(({ textContent }) => textContent)).toEqual(shorter);
    expect(mark?.getAttribute('title')).toContain('holder' in head ? (head.holder.name) : whole);
  });
});

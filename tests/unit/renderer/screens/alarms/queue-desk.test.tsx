// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alarm } from '@contract/domain/alarm.ts';
import { byGravity, queueRows } from '@contract/domain/alarm-queue.ts';
import { err, ok } from '@contract/domain/result.ts';
import { utcMs } from '@contract/domain/units.ts';
import { actOnAlarmsInput, alarmQueueInput } from '@contract/ipc/alarms.schema.ts';
import type { AlarmDeskRecord, OutboxRecord } from '@contract/state/slices.ts';
import { QueueDesk } from '../../../../../renderer/screens/alarms/queue-desk.tsx';
import { NO_ALARMS } from '../../../../../main/state/stores.ts';
import { alarmWith, detailWith, RAISED } from '../../../../builders/alarms.ts';
import { createDeskPage, withBoxes, type DeskPage } from '../../../../builders/desk-page.tsx';
import { cameraWith } from '../../../../builders/cameras.ts';
import { steeringSession } from '../../../../builders/ptz.ts';

const by = { personId: 'p9', name: 'Phạm Thu Hà', unitName: 'Quận Ba Đình', workstation: 'PC-2' };
let page: DeskPage;
let alarms: readonly Alarm[];
/** What main says to an act; undefined: it takes it. */
let refusal: ((alarm: Alarm) => { readonly code: string; readonly current: Alarm | null }) | undefined;
let isQueued: boolean;

function answer(name: string, input: unknown): unknown {
  if (name === 'alarms.queue') {
    const { filter, groupBy, opened, offset, limit, also = [] } = alarmQueueInput.parse(input);
    const { rows, totalAlarms } = queueRows([...alarms].sort(byGravity), filter, groupBy, opened, { personId: 'p1', cameraName: () => '' });
    return ok({ revision: 1, rows: rows.slice(offset, offset + limit), totalRows: rows.length, totalAlarms, also: also.flatMap((id) => alarms.find((alarm) => alarm.id === id) ?? []) });
  }
  if (name === 'alarms.detail') {
    const alarm = alarms.find(({ id }) => id === Object(input).alarm);
    return alarm === undefined ? err('alarm/unknown') : alarm.restricted ? err('alarm/restricted') : ok(detailWith(alarm));
  }
  if (name === 'alarms.act') {
    const { items } = actOnAlarmsInput.parse(input);
    const outcomes = items.map(({ alarm: id, acts }) => {
      const before = alarms.find((alarm) => alarm.id === id) ?? alarmWith(id);
      const refused = refusal?.(before);
      if (refused !== undefined) return { alarm: id, ...refused };
      const current: Alarm = acts[0]?.kind === 'acknowledge' ? { ...before, version: before.version + 1, life: { kind: 'acknowledged', by, utcMs: RAISED } } : before;
      alarms = alarms.map((alarm) => (alarm.id === id ? current : alarm));
      return { alarm: id, code: null, current };
    });
    return ok({ queued: isQueued, outcomes });
  }
  return ok(null);
}

const desk = (part: Partial<AlarmDeskRecord> = {}): AlarmDeskRecord => ({ ...NO_ALARMS, isCurrent: true, revision: 1, ...part });
const open = async (list: readonly Alarm[], part: Partial<AlarmDeskRecord> = {}): Promise<void> => {
  alarms = list;
  page.show('alarmDesk', [desk(part)]);
  await page.draw(<QueueDesk parts={{}} renderPicture={(camera) => <p data-picture={camera} />} />);
};
const key = (code: string, target: EventTarget = document.body, more: KeyboardEventInit = {}): Promise<void> => page.press(target, code.startsWith('Key') ? code.slice(3).toLowerCase() : code, { code, ...more });
const sent = () => page.calls.filter(([name]) => name === 'alarms.act').map(([, input]) => actOnAlarmsInput.parse(input).items);
const lines = (): readonly string[] => [...page.place.querySelectorAll('[data-row]')].map((line) => line.getAttribute('data-row') ?? '');
const result = (): string => page.find('[role="status"][data-result]').textContent ?? '';

beforeEach(() => {
  withBoxes({ widthPx: 900, heightPx: 600 });
  refusal = undefined;
  isQueued = false;
  page = createDeskPage(answer);
  page.know([cameraWith(1), cameraWith(2)]);
  page.show('session', [steeringSession()]);
});
afterEach(() => page.release());

describe('the alarm queue', () => {
  it('has the gravest on top, each line with priority, title, place, state and owner in words', async () => {
    await open([alarmWith('low', { priority: 4, title: 'Cửa mở' }), alarmWith('top', { priority: 1, title: 'Khói trong chợ', life: { kind: 'claimed', by, utcMs: RAISED } })]);
    expect(lines()).toEqual(['top', 'low']);
    const words = page.find('[data-row="top"]').textContent ?? '';
    for (const part of ['Khẩn', 'Khói trong chợ', 'Phường Hàng Bạc', 'Đã nhận xử lý', 'Phạm Thu Hà']) expect(words).toContain(part);
  });

  it('says calmly that nothing waits', async () => {
    await open([]);
    expect(page.place.textContent).toContain('Không có cảnh báo nào đang chờ');
  });

  it('opens the picture with the alarm, before any detail has come', async () => {
    page.answerFirst((name) => (name === 'alarms.detail' ? new Promise(() => undefined) : undefined));
    await open([alarmWith('a')]);
    await key('Enter');
    expect(page.find('[data-alarm="a"] [data-picture]').getAttribute('data-picture')).toBe('camera-1');
    expect(page.place.textContent).toContain('Đang lấy chi tiết');
  });

  it('acknowledges by key, with the version the person saw', async () => {
    await open([alarmWith('a', { version: 7 })]);
    await key('Enter');
    await key('KeyA');
    expect(sent()).toEqual([[{ alarm: 'a', version: 7, acts: [{ kind: 'acknowledge' }] }]]);
    expect(result()).toContain('Xác nhận: Xâm nhập cổng sau');
    expect(page.find('[data-row="a"]').getAttribute('data-life')).toBe('acknowledged');
  });

  it('does nothing for a letter that somebody types', async () => {
    await open([alarmWith('a')]);
    await key('Enter');
    await key('KeyA', page.find('input[type="search"]'));
    expect(sent()).toEqual([]);
  });

  it('leaves the space bar to what has the focus: a box to tick is ticked, no alarm is marked', async () => {
    await open([alarmWith('a')]);
    await key('Enter');
    const box = document.createElement('input');
    box.type = 'checkbox';
    page.place.append(box);
    const press = new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true, cancelable: true });
    await act(async () => {
      box.dispatchEvent(press);
    });
    expect(press.defaultPrevented).toBe(false);
  });

  it('says who was first, and when', async () => {
    await open([alarmWith('a')]);
    refusal = (alarm) => ({ code: 'alarm/conflict', current: { ...alarm, version: 9, life: { kind: 'claimed', by, utcMs: utcMs(RAISED + 5_000) } } });
    await key('Enter');
    await key('KeyN');
    expect(result()).toContain('Phạm Thu Hà đã làm trước lúc 05:13:25 (Đã nhận xử lý)');
  });

  it('asks for an outcome beside the queue, and closes with it in one go', async () => {
    await open([alarmWith('a')]);
    await key('Enter');
    await key('KeyC');
    expect(page.find('form').textContent).toContain('Muốn đóng phải có kết quả trước');
    await page.click('form input[type="radio"]');
    await page.click('form button', 'Ghi và đóng');
    expect(sent().at(-1)).toEqual([{ alarm: 'a', version: 1, acts: [{ kind: 'acknowledge' }, { kind: 'resolve', outcome: 'handled', note: '' }, { kind: 'close', note: '' }] }]);
  });

  it('keeps the form, and asks anew of the alarm as it is, when somebody was quicker', async () => {
    await open([alarmWith('a')]);
    await key('Enter');
    await key('KeyR');
    refusal = (alarm) => ({ code: 'alarm/conflict', current: { ...alarm, version: 5 } });
    await page.click('form button', 'Ghi kết quả');
    refusal = undefined;
    await page.click('form button', 'Ghi kết quả');
    expect(sent().at(-1)?.[0]?.version).toBe(5);
  });

  it('acts on all that are marked, and leaves out those it cannot be done to', async () => {
    await open([alarmWith('a'), alarmWith('b', { life: { kind: 'acknowledged', by, utcMs: RAISED } }), alarmWith('c')]);
    await key('KeyX', document.body, { shiftKey: true });
    expect(page.place.textContent).toContain('Đã đánh dấu 3');
    await key('KeyA');
    expect(sent()[0]?.map(({ alarm }) => alarm).sort()).toEqual(['a', 'c']);
  });

  it('offers no acts without the right to handle alarms', async () => {
    const session = steeringSession();
    if (session.session.kind !== 'signed-in') throw new Error('nobody is signed in');
    page.show('session', [{ ...session, session: { ...session.session, person: { ...session.session.person, rights: ['live.view'] } } }]);
    await open([alarmWith('a')]);
    await key('Enter');
    await key('KeyA');
    expect(sent()).toEqual([]);
    expect(page.place.querySelector('[role="toolbar"]')).toBeNull();
  });

  it('tells an act that waits for the server, on its line too', async () => {
    isQueued = true;
    await open([alarmWith('a')]);
    await key('Enter');
    await key('KeyA');
    expect(result()).toContain('Chưa có kết nối');
    const waiting: OutboxRecord = { id: 'o1', alarm: alarmWith('a').id, title: 'Xâm nhập cổng sau', act: 'acknowledge', madeUtcMs: RAISED, state: 'waiting', code: null };
    await act(async () => {
      page.show('alarmOutbox', [waiting]);
    });
    expect(page.find('[data-row="a"]').textContent).toContain('chờ gửi');
    expect(page.place.textContent).toContain('1 thao tác chờ gửi');
  });

  it('says what became of acts that waited until it is read', async () => {
    await open([]);
    await act(async () => {
      page.show('alarmOutbox', [{ id: 'o1', alarm: alarmWith('a').id, title: 'Khói', act: 'close', madeUtcMs: RAISED, state: 'refused', code: 'alarm/not-yours' }]);
    });
    expect(page.find('[data-outbox="refused"]').textContent).toContain('Đóng “Khói” lúc 05:13:20: không được nhận');
    await page.click('[data-outbox] button');
    expect(page.calls).toContainEqual(['alarms.outboxSeen', { item: 'o1' }]);
  });

  it('shows a time in which alarms may have been missed until somebody read it', async () => {
    await open([], { missed: [{ gap: 3, fromUtcMs: RAISED, untilUtcMs: utcMs(RAISED + 61_000) }] });
    expect(page.find('[data-strip="missed"]').textContent).toContain('Có thể đã lỡ cảnh báo từ 05:13:20 đến 05:14:21');
    await page.click('[data-strip="missed"] button');
    expect(page.calls).toContainEqual(['alarms.gapSeen', { gap: 3 }]);
  });

  it('asks for a fresh code before it opens a restricted alarm', async () => {
    await open([alarmWith('r', { restricted: true, title: '', camera: null, site: '', kind: 'face' })]);
    expect(page.find('[data-row="r"]').textContent).toContain('Cảnh báo hạn chế');
    await key('Enter');
    page.answerFirst((name) => (name === 'alarms.open' ? ok(detailWith(alarmWith('r', { kind: 'face', title: 'Người trong danh sách truy nã' }))) : undefined));
    await page.type('[data-alarm="r"] input', '12 34-56');
    await page.click('[data-alarm="r"] button[type="submit"]');
    expect(page.calls).toContainEqual(['alarms.open', { alarm: 'r', code: '123456' }]);
    expect(page.find('[data-alarm="r"] h2').textContent).toBe('Người trong danh sách truy nã');
  });

  it('filters by a counter, and says so', async () => {
    await open([alarmWith('a', { priority: 1 }), alarmWith('b')]);
    await page.click('button[data-priority="1"]');
    expect(page.find('button[data-priority="1"]').getAttribute('aria-pressed')).toBe('true');
    expect(page.state.view.store.getState().alarms.filter.priorities).toEqual([1]);
  });

  it('says how many alarms ten minutes brought, and what that is for one person', async () => {
    await open([], { band: 'high', inTenMinutes: 8 });
    expect(page.find('[role="meter"]').getAttribute('aria-valuetext')).toBe('8 trong 10 phút: Cao');
  });

  it('leaves in steps: the form, the marks, the alarm in view', async () => {
    await open([alarmWith('a')]);
    await key('Enter');
    await key('KeyX');
    await key('KeyR');
    await key('Escape');
    expect(page.place.querySelector('form')).toBeNull();
    await key('Escape');
    expect(page.place.textContent).not.toContain('Đã đánh dấu');
    await key('Escape');
    expect(page.place.querySelector('[data-alarm]')).toBeNull();
    expect(page.state.view.store.getState().alarms.open).toBeNull();
  });

  it('says that the list could not be had', async () => {
    page.answerFirst((name) => (name === 'alarms.queue' ? err('app/internal') : undefined));
    await open([alarmWith('a')]);
    expect(page.place.textContent).toContain('Chưa lấy được danh sách cảnh báo');
  });
});

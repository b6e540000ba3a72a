// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import type { EscalationPlan, Notice, Transfer } from '@contract/domain/escalation.ts';
import { err, ok } from '@contract/domain/result.ts';
import { noticeId, planId, transferId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { EscalationPanel } from '../../../../../renderer/widgets/alarm-escalation/index.ts';
import { alarmWith, detailWith, RAISED } from '../../../../builders/alarms.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { personWith } from '../../../../builders/people.ts';

const PLAN: EscalationPlan = {
  id: planId('chay'),
  name: 'Cháy, khói mức 1',
  kinds: ['fire-smoke'],
  priorityAtLeast: 1,
  steps: [
    { cause: 'not-acknowledged', afterS: 30, level: 'duty-officer', channels: ['console', 'email'] },
    { cause: 'not-claimed', afterS: 120, level: 'province', channels: ['email'] },
  ],
};
const ALARM = alarmWith('a1', { kind: 'fire-smoke', priority: 1, climb: { steps: 1, level: 'duty-officer', nextUtcMs: utcMs(RAISED + 120_000) } });
const NOTICE: Notice = { id: noticeId('n1'), alarm: ALARM.id, level: 'duty-officer', contactName: 'Trần Văn Bình', inPlaceOf: 'Lê Quang Minh', channel: 'email', utcMs: RAISED, state: 'failed', detail: 'not-configured', tries: 3 };
const BY = { personId: 'p9', name: 'Dương Kiều Oanh', unitName: 'Công an phường', workstation: 'PC' };
const TRANSFER: Transfer = { id: transferId('t1'), alarm: ALARM.id, from: { serverId: 'phuong', name: 'Công an phường' }, to: { serverId: 'ha-noi', name: 'Công an Hà Nội' }, by: BY, reason: 'Vượt khả năng', sentUtcMs: RAISED, dueUtcMs: null, state: 'sent', answers: [], signature: '' };

let page: DeskPage;
const open = async (detail: Parameters<typeof EscalationPanel>[0]['detail'], refused = false): Promise<void> => {
  page = createDeskPage((name) => {
    if (name === 'escalation.plans') return ok([PLAN]);
    if (name === 'escalation.targets') return ok([TRANSFER.from, { serverId: 'bo', name: 'Bộ Công an' }]);
    return refused ? err('session/code-wrong', { attemptsLeft: 3 }) : ok(TRANSFER);
  });
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith({ rights: ['live.view', 'alarm.handle'] }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
  page.show('tier', [{ id: ONLY, address: 'https://localhost', directoryUtcMs: null, directoryTotal: 0, directorySkipped: 0, directoryState: 'empty', service: { serverId: 'ha-noi', tier: 'province', name: { vi: 'Công an Hà Nội', en: 'Hanoi' }, capabilities: ['escalation'] }, connection: { kind: 'online' }, clockOffsetMs: 0 }]);
  await page.draw(<EscalationPanel detail={detail} />);
};
const asked = (name: string) => page.calls.flatMap(([called, input]) => (called === name ? [input] : []));
afterEach(async () => {
  await page.release();
});

describe('how far an alarm climbed', () => {
  it('shows the rungs told and to come, and who was told with what became of it', async () => {
    await open(detailWith(ALARM, { notices: [NOTICE] }));
    const rungs = [...page.place.querySelectorAll('ol > li')].map(({ textContent }) => textContent);
    expect(rungs[0]).toContain('Đã báo');
    expect(rungs[1]).toMatch(/Cấp tỉnh.*(Báo sau|Đang báo)/);
    expect(page.place.textContent).toContain('Trần Văn Bình thay Lê Quang Minh');
    expect(page.place.textContent).toContain('máy chủ chưa có kênh này');
  });

  it('gives it to another tier only with a reason and a code, signed', async () => {
    await open(detailWith(ALARM));
    await page.click('button', 'Chuyển cho cấp khác');
    await page.click('button', 'Ký và chuyển');
    expect(page.find('[role="alert"]').textContent).toContain('mã 6 số');
    expect(asked('escalation.transfer')).toEqual([]);
  });

  it('answers what another tier gave: accepted with a code alone, and says what the server refused', async () => {
    await open(detailWith(ALARM, { transfers: [TRANSFER] }), true);
    await page.type('input[inputmode="numeric"]', '123456');
    await page.click('button', 'Ký và trả lời');
    expect(asked('escalation.answer')).toEqual([{ transfer: 't1', answer: { state: 'accepted', reason: '' }, code: '123456' }]);
    expect(page.find('form [role="alert"]').textContent).not.toBe('');
  });

  it('offers nothing while the server is away', async () => {
    await open(detailWith(ALARM, { isCached: true }));
    expect(page.place.querySelectorAll('button')).toHaveLength(0);
    expect(page.place.textContent).toContain('mất kết nối');
  });

  it('shows a transfer with its answers', async () => {
    await open(detailWith(ALARM, { transfers: [{ ...TRANSFER, state: 'returned', answers: [{ by: { ...BY, name: 'Trần Văn Bình' }, utcMs: RAISED, state: 'returned', reason: 'Thuộc thẩm quyền của phường' }] }] }));
    expect(page.place.textContent).toContain('Công an phường → Công an Hà Nội');
    expect(page.place.textContent).toContain('Thuộc thẩm quyền của phường');
  });
});

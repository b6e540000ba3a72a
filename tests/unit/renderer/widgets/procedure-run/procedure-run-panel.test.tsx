// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { advance, begin } from '@contract/domain/procedure-run.ts';
import type { ProcedureRun, Task } from '@contract/domain/procedure.ts';
import { err, ok } from '@contract/domain/result.ts';
import { forceId, taskId, utcMs } from '@contract/domain/units.ts';
import { ONLY } from '@contract/state/slices.ts';
import { ProcedureRunPanel } from '../../../../../renderer/widgets/procedure-run/index.ts';
import { alarmWith, detailWith, RAISED } from '../../../../builders/alarms.ts';
import { createDeskPage, type DeskPage } from '../../../../builders/desk-page.tsx';
import { personWith } from '../../../../builders/people.ts';
import { FIRE } from '../../../../builders/procedures.ts';

const ALARM = alarmWith('a1', { kind: 'fire-smoke', procedure: FIRE.id });
const ACTOR = { personId: 'p1', name: 'Trần Văn Minh', unitName: '', workstation: 'BAN-1' };
const TASK: Task = { id: taskId('t1'), alarm: ALARM.id, to: { kind: 'force', id: forceId('f1'), name: 'Tuần tra HK-01' }, text: 'Đến hiện trường', state: 'sent', version: 1, history: [{ state: 'sent', utcMs: RAISED, by: 'Trần Văn Minh', note: '' }] };

let page: DeskPage;
const open = async (detail: Parameters<typeof ProcedureRunPanel>[0]['detail'], rights = personWith().rights): Promise<void> => {
  page = createDeskPage((name) => (name === 'procedures.list' ? ok({ procedures: [FIRE], isCached: false }) : name === 'procedures.task' ? ok(TASK) : ok(null)));
  page.show('session', [{ id: ONLY, session: { kind: 'signed-in', person: personWith({ rights }), sinceUtcMs: utcMs(0) }, vault: 'available', wallOnly: false }]);
  page.show('forces', [
    { id: forceId('f1'), name: 'Tuần tra HK-01', kind: 'patrol', state: 'free', trail: [{ at: { latDeg: 21, lonDeg: 105 }, utcMs: RAISED }] },
    { id: forceId('f2'), name: 'Chữa cháy CG-1', kind: 'fire-engine', state: 'free', trail: [{ at: { latDeg: 21, lonDeg: 105 }, utcMs: RAISED }] },
  ]);
  await page.draw(<ProcedureRunPanel detail={detail} />);
};
const asked = (name: string) => page.calls.flatMap(([called, input]) => (called === name ? [input] : []));
afterEach(async () => {
  await page.release();
});

/** A run after its steps were left so. */
const runAfter = (...results: readonly Parameters<typeof advance>[1]['result'][]): ProcedureRun =>
  results.reduce((run, result) => {
    const next = advance(run, { kind: 'finish-step', step: run.current?.step ?? '', result }, ACTOR, RAISED);
    if (!next.ok) throw new Error(next.error.code);
    return next.value;
  }, begin(FIRE, ALARM.id, RAISED, false));

describe('the procedure of an alarm', () => {
  it('is the one the server proposes, and begins by a press', async () => {
    await open(detailWith(ALARM));
    expect(page.place.textContent).toContain('Quy trình: Xử lý cháy, khói');
    await page.click('button', 'Bắt đầu quy trình');
    expect(asked('procedures.run')).toEqual([{ alarm: 'a1', version: null, act: { kind: 'start', procedure: 'chay' } }]);
  });

  it('goes on by the answer given, not before one is given', async () => {
    await open(detailWith(ALARM, { run: runAfter() }));
    await page.click('button', 'Xong bước này');
    expect(page.find('[role="alert"]').textContent).toContain('Điền đủ');
    await page.click('label', 'Có cháy');
    await page.click('button', 'Xong bước này');
    expect(asked('procedures.run')).toEqual([{ alarm: 'a1', version: 1, act: { kind: 'finish-step', step: 'xac-minh', result: { kind: 'done', answer: 0 } } }]);
  });

  it('skips a mandatory step only with a reason, and says who is told', async () => {
    await open(detailWith(ALARM, { run: runAfter() }));
    await page.click('button', 'Bỏ qua');
    expect(page.place.textContent).toContain('trực chỉ huy sẽ được báo');
    await page.click('button', 'Bỏ qua bước này');
    expect(asked('procedures.run')).toEqual([]);
    await page.type('form input.field-box', 'Camera mất hình');
    await page.click('button', 'Bỏ qua bước này');
    expect(asked('procedures.run')).toMatchObject([{ act: { result: { kind: 'skipped', reason: 'Camera mất hình' } } }]);
  });

  it('gives its task to a force of the kind it names, and goes on with it', async () => {
    await open(detailWith(ALARM, { run: runAfter({ kind: 'done', answer: 0 }, { kind: 'done', called: 'Cảnh sát PCCC, 114' }, { kind: 'done', items: [true, true] }) }));
    const choice = page.find('select');
    expect(choice.textContent).toContain('Tuần tra HK-01');
    expect(choice.textContent).not.toContain('Chữa cháy');
    Object.assign(choice, { value: 'force:f1' });
    await act(async () => {
      choice.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await page.click('button', 'Giao nhiệm vụ');
    expect(asked('procedures.task')).toEqual([{ alarm: 'a1', to: { kind: 'force', id: 'f1', name: 'Tuần tra HK-01' }, text: 'Đến hiện trường, giữ lối cho xe chữa cháy' }]);
    expect(asked('procedures.run')).toMatchObject([{ act: { step: 'giao-viec', result: { kind: 'done', task: 't1' } } }]);
  });

  it('shows what was done, by whom, and what became of its tasks', async () => {
    await open(detailWith(ALARM, { run: runAfter({ kind: 'done', answer: 1 }), tasks: [{ ...TASK, state: 'declined', history: [...TASK.history, { state: 'declined', utcMs: RAISED, by: 'Tuần tra HK-01', note: 'Đang xử lý va chạm' }] }] }));
    expect(page.find('ol').textContent).toContain('Trần Văn Minh, 05:13:20');
    expect(page.find('ol').textContent).toContain('Không cháy');
    expect(page.find('ul', 'Nhiệm vụ đã giao').textContent).toContain('Từ chối');
    expect(page.find('ul', 'Nhiệm vụ đã giao').textContent).toContain('Đang xử lý va chạm');
  });

  it('says so when somebody else was quicker', async () => {
    await open(detailWith(ALARM, { run: runAfter() }));
    page.answerFirst((name) => (name === 'procedures.run' ? err('procedure/step-not-current') : undefined));
    await page.click('label', 'Có cháy');
    await page.click('button', 'Xong bước này');
    expect(page.find('[role="alert"]').textContent).toContain('không còn là bước đang làm');
  });

  it('is only looked at without the right, and once the alarm is closed', async () => {
    await open(detailWith(ALARM, { run: runAfter() }), ['live.view']);
    expect(page.place.textContent).not.toContain('Xong bước này');
    await page.release();
    await open(detailWith({ ...ALARM, life: { kind: 'closed', by: ACTOR, utcMs: utcMs(1), outcome: 'handled' } }, { run: runAfter() }));
    expect(page.place.textContent).not.toContain('Xong bước này');
  });

  it('goes on without the server: what waits is said at its step, and no task can be given', async () => {
    await open(detailWith(ALARM, { run: runAfter({ kind: 'done', answer: 0 }), isCached: true, waiting: 1 }));
    expect(page.place.textContent).toContain('được giữ trên máy, tự gửi khi có kết nối');
    expect(page.place.textContent).toContain('Xong bước này');
    expect([...page.place.querySelectorAll('[data-waiting="true"]')].map((line) => line.textContent)).toEqual([expect.stringContaining('Chờ gửi lên máy chủ')]);
    expect(page.place.textContent).not.toContain('Giao thêm nhiệm vụ');
  });
});

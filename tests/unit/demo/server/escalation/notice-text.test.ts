import { expect, test } from 'vitest';
import type { Alarm } from '../../../../../contract/domain/alarm.ts';
import { alarmId, utcMs } from '../../../../../contract/domain/units.ts';
import { noticeText } from '../../../../../demo/server/escalation/notice-text.ts';

const alarm: Alarm = {
  id: alarmId('a-1'), version: 1, kind: 'fire-smoke', priority: 1, title: 'Khói trong chợ', camera: null, unit: null, site: 'Chợ Hàng Da', raisedUtcMs: utcMs(Date.parse('2026-11-23T17:05:06Z')), changedUtcMs: utcMs(0),
  life: { kind: 'raised' }, shelved: null, suppressed: null, assigned: null, members: 0, deadlines: { acknowledgeUtcMs: null, claimUtcMs: null, finishUtcMs: null }, climb: { steps: 0, level: '', nextUtcMs: null }, transfer: null, procedure: null, progress: null, restricted: false,
};
const told = { level: 'supervisor', cause: 'not-claimed', inPlaceOf: 'Lê Quang Minh', centre: 'Công an thành phố Hà Nội' } as const;

test('a notice says in Vietnamese what, where, when by the clock of Viet Nam, to whom and why, without a link', () => {
  const { subject, short, text } = noticeText(alarm, told);
  expect(subject).toBe('[Vọng Lâu] Cháy, khói mức 1 tại Chợ Hàng Da: chưa có ai nhận xử lý');
  for (const part of ['Mã cảnh báo: a-1', 'Nội dung: Khói trong chợ', 'Địa điểm: Chợ Hàng Da', '00:05:06', 'Cấp được báo: trực chỉ huy', 'Báo thay cho: Lê Quang Minh']) expect(text).toContain(part);
  expect(short).toContain('a-1');
  expect(`${subject}${short}${text}`).not.toMatch(/https?:/);
});

test('of a biometric kind neither what it is about nor where leaves the house, and no line of a title becomes a header', () => {
  const secret = noticeText({ ...alarm, kind: 'face', title: 'Nguyễn Văn X', site: 'Bến xe' }, told);
  expect(JSON.stringify(secret)).not.toMatch(/Nguyễn Văn X|Bến xe/);
  expect(noticeText({ ...alarm, site: 'Chợ\r\nBcc: ai@do.example' }, told).subject).not.toMatch(/[\r\n]/);
});

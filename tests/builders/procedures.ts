import type { Procedure, ProcedureStep } from '@contract/domain/procedure.ts';
import { procedureId, utcMs } from '@contract/domain/units.ts';

export const stepWith = (overrides: Partial<ProcedureStep> & Pick<ProcedureStep, 'id'>): ProcedureStep => ({ title: `Bước ${overrides.id}`, text: '', mandatory: false, limitS: null, next: null, body: { kind: 'instruction' }, ...overrides });

/** A question whose answers lead apart, a checklist, a wait and a call: every step can be reached. */
export const FIRE: Procedure = {
  id: procedureId('chay'),
  name: 'Xử lý cháy, khói',
  version: 3,
  state: 'published',
  kinds: ['fire-smoke'],
  priorityAtLeast: 4,
  steps: [
    stepWith({ id: 'xac-minh', title: 'Xác minh trên hình', mandatory: true, next: null, body: { kind: 'question', answers: [{ text: 'Có cháy', next: 'goi-114' }, { text: 'Không cháy', next: 'ghi-nhan' }] } }),
    stepWith({ id: 'goi-114', title: 'Báo 114', mandatory: true, limitS: 60, next: 'kiem-tra', body: { kind: 'call', contacts: [{ name: 'Cảnh sát PCCC', phone: '114' }] } }),
    stepWith({ id: 'kiem-tra', title: 'Kiểm tra lối thoát', mandatory: true, next: 'giao-viec', body: { kind: 'checklist', items: ['Cổng chính', 'Cổng phụ'] } }),
    stepWith({ id: 'giao-viec', title: 'Giao tổ tuần tra', next: 'ghi-nhan', body: { kind: 'task', text: 'Đến hiện trường, giữ lối cho xe chữa cháy', forces: ['patrol'] } }),
    stepWith({ id: 'ghi-nhan', title: 'Ghi nhận', body: { kind: 'note' } }),
  ],
  changedBy: 'Lê Quang Minh',
  changedUtcMs: utcMs(1_700_000_000_000),
  etag: 'e3',
};

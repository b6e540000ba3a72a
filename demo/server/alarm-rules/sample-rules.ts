import type { AlarmRule, RuleBody } from '../../../contract/domain/alarm-rule.ts';
import type { AlarmKind } from '../../../contract/domain/alarm-kind.ts';
import { ruleId } from '../../../contract/domain/units.ts';

const sample = (id: string, name: string, kinds: readonly AlarmKind[], reason: string, body: RuleBody): AlarmRule => ({
  id: ruleId(id),
  name,
  enabled: true,
  scope: { kinds, cameras: [], units: [] },
  fromUtcMs: null,
  untilUtcMs: null,
  reason,
  body,
  changedBy: 'Mẫu đi kèm',
  etag: `"${id}"`,
});

/** Rules of a new tier. */
export const SAMPLE_RULES: readonly AlarmRule[] = [
  sample('storm-technical', 'Sự cố thiết bị, đường truyền hàng loạt', ['link-fault', 'device-fault'], 'Đứt một tuyến truyền dẫn làm mất hàng nghìn camera cùng lúc', { kind: 'storm', count: 20, withinS: 10 }),
  sample('repeat-motion', 'Chuyển động lặp lại', ['motion'], 'Một camera báo chuyển động liên tục trong một phút là một việc', { kind: 'repeat', withinS: 60 }),
  sample('join-intrusion', 'Xâm nhập cùng một camera', ['intrusion'], 'Một người đi qua khung hình sinh nhiều cảnh báo', { kind: 'join', withinS: 60, by: 'camera' }),
];

import type { Channel, Contact, EscalationPlan, Level, PlanStep } from '../../../contract/domain/escalation.ts';
import { contactId, planId } from '../../../contract/domain/units.ts';
import type { DemoTier } from '../../tiers.ts';

type Tier = DemoTier['tier'];

const NIGHT = { fromMinute: 22 * 60, untilMinute: 6 * 60 } as const;

/** The directory a tier of the demo begins with. No address of it exists outside of the demo. */
export function defaultContacts(tier: Tier): readonly Contact[] {
  switch (tier) {
    case 'commune':
      return [
        contact('oanh', 'Dương Kiều Oanh', 'duty-officer', { personId: 'person-phuong.oanh', phone: '0900 000 301' }),
        contact('phuc', 'Trịnh Gia Phúc', 'duty-officer', { personId: 'person-phuong.phuc', phone: '0900 000 302' }),
        contact('quyen', 'Lý Thục Quyên, chỉ huy Công an phường', 'supervisor', { personId: 'person-phuong.quyen', phone: '0900 000 303', zalo: '0900000303', quiet: NIGHT, deputy: contactId('phuc') }),
        contact('truc-ban-thanh-pho', 'Trực ban Công an thành phố Hà Nội', 'province', { phone: '0900 000 201', zalo: '0900000201' }),
        contact('truc-ban-bo', 'Trực ban Bộ Công an', 'ministry', { phone: '0900 000 101' }),
      ];
    case 'province':
      return [
        contact('an', 'Nguyễn Thị Thúy An', 'duty-officer', { personId: 'person-truc.an', phone: '0900 000 211' }),
        contact('binh', 'Trần Văn Bình', 'duty-officer', { personId: 'person-truc.binh', phone: '0900 000 212' }),
        contact('chau', 'Phạm Minh Châu', 'duty-officer', { personId: 'person-truc.chau', phone: '0900 000 213' }),
        contact('minh', 'Lê Quang Minh, trực chỉ huy', 'supervisor', { personId: 'person-chihuy.minh', phone: '0900 000 221', zalo: '0900000221', quiet: NIGHT, deputy: contactId('an') }),
        contact('giang', 'Vũ Hương Giang, lãnh đạo Công an thành phố', 'province', { personId: 'person-lanhdao.giang', phone: '0900 000 231', zalo: '0900000231', quiet: NIGHT, deputy: contactId('minh') }),
        contact('truc-ban-bo', 'Trực ban Bộ Công an', 'ministry', { phone: '0900 000 101' }),
      ];
    case 'ministry':
      return [
        contact('khanh', 'Bùi Ngọc Khánh', 'duty-officer', { personId: 'person-bo.khanh', phone: '0900 000 111' }),
        contact('linh', 'Đặng Thùy Linh, trực chỉ huy', 'supervisor', { personId: 'person-bo.linh', phone: '0900 000 121', zalo: '0900000121' }),
        contact('truc-ban-thanh-pho', 'Trực ban Công an thành phố Hà Nội', 'province', { phone: '0900 000 201' }),
        contact('nam', 'Ngô Hoài Nam, lãnh đạo trực', 'ministry', { personId: 'person-bo.nam', phone: '0900 000 131', quiet: NIGHT, deputy: contactId('linh') }),
      ];
  }
}

/** The plans every tier of the demo begins with, the gravest first. */
export const DEFAULT_PLANS: readonly EscalationPlan[] = [
  {
    id: planId('chay-no'),
    name: 'Cháy, khói mức 1',
    kinds: ['fire-smoke'],
    priorityAtLeast: 1,
    steps: [
      step('not-acknowledged', 30, 'duty-officer', ['console', 'email', 'sms']),
      step('not-acknowledged', 60, 'supervisor', ['console', 'email', 'sms', 'zalo']),
      step('not-claimed', 120, 'province', ['console', 'email', 'sms']),
      step('not-claimed', 300, 'ministry', ['email', 'sms']),
      step('not-finished', 3_600, 'supervisor', ['console', 'email']),
    ],
  },
  {
    id: planId('muc-1'),
    name: 'Cảnh báo mức 1 khác',
    kinds: [],
    priorityAtLeast: 1,
    steps: [
      step('not-acknowledged', 60, 'duty-officer', ['console', 'email']),
      step('not-acknowledged', 180, 'supervisor', ['console', 'email', 'sms']),
      step('not-claimed', 600, 'province', ['console', 'email']),
      step('not-finished', 7_200, 'supervisor', ['console', 'email']),
    ],
  },
  {
    id: planId('muc-2'),
    name: 'Cảnh báo mức 2',
    kinds: [],
    priorityAtLeast: 2,
    steps: [step('not-acknowledged', 300, 'duty-officer', ['console']), step('not-claimed', 900, 'supervisor', ['console', 'email']), step('not-finished', 14_400, 'supervisor', ['console'])],
  },
  {
    id: planId('muc-3'),
    name: 'Cảnh báo mức 3, 4',
    kinds: [],
    priorityAtLeast: 4,
    steps: [step('not-acknowledged', 1_800, 'duty-officer', ['console']), step('not-claimed', 7_200, 'supervisor', ['console'])],
  },
];

function contact(id: string, name: string, level: Level, more: Partial<Omit<Contact, 'id' | 'name' | 'level'>>): Contact {
  return { id: contactId(id), name, level, personId: '', email: `${id}@vonglau.example`, phone: '', zalo: '', webhook: '', quiet: null, deputy: null, ...more };
}

function step(cause: PlanStep['cause'], afterS: number, level: Level, channels: readonly Channel[]): PlanStep {
  return { cause, afterS, level, channels };
}

import type { Force, Position } from '../server/api-types.ts';
import { lengthM, placeAt, stepTo } from './ground.ts';
import { createRandom, type Random } from './random.ts';
import type { Street } from './streets.ts';
import { CITY_POLICE_ID, HOAN_KIEM_ID, unitIdOf } from './units.ts';

export const TRAIL_MAX = 60;

/** A patrol or vehicle of the demo, and where it drives. */
export interface ForcePlan {
  readonly id: string;
  readonly name: string;
  readonly kind: Force['kind'];
  readonly unitName: string;
  /** Whose it is: who sees this unit's cameras sees it. */
  readonly unitId: string;
  /** The unit along whose streets it goes. */
  readonly groundId: string;
}

const POLICE = 'Công an thành phố Hà Nội';
const plan = (id: string, name: string, kind: Force['kind'], unitName: string, unitId: string, ground: string): ForcePlan => ({ id, name, kind, unitName, unitId, groundId: unitIdOf(ground) });

export const FORCE_PLANS: readonly ForcePlan[] = [
  plan('luc-luong-01', 'Tuần tra HK-01', 'patrol', 'Công an phường Hoàn Kiếm', HOAN_KIEM_ID, 'Quận Hoàn Kiếm'),
  plan('luc-luong-02', 'Tuần tra HK-02', 'patrol', 'Công an phường Hoàn Kiếm', HOAN_KIEM_ID, 'Quận Hoàn Kiếm'),
  plan('luc-luong-03', 'Mô tô HK-11', 'motorbike', 'Công an phường Hoàn Kiếm', HOAN_KIEM_ID, 'Quận Hoàn Kiếm'),
  plan('luc-luong-04', 'Xe 113 số 2', 'car', `Cảnh sát 113, ${POLICE}`, CITY_POLICE_ID, 'Quận Hoàn Kiếm'),
  plan('luc-luong-05', 'Xe 113 số 5', 'car', `Cảnh sát 113, ${POLICE}`, CITY_POLICE_ID, 'Quận Cầu Giấy'),
  plan('luc-luong-06', 'Xe 113 số 7', 'car', `Cảnh sát 113, ${POLICE}`, CITY_POLICE_ID, 'Quận Nam Từ Liêm'),
  plan('luc-luong-07', 'CSGT 21', 'motorbike', `Cảnh sát giao thông, ${POLICE}`, CITY_POLICE_ID, 'Quận Cầu Giấy'),
  plan('luc-luong-08', 'CSGT 34', 'car', `Cảnh sát giao thông, ${POLICE}`, CITY_POLICE_ID, 'Quận Ba Đình'),
  plan('luc-luong-09', 'Chữa cháy CG-1', 'fire-engine', `Cảnh sát PCCC và CNCH, ${POLICE}`, CITY_POLICE_ID, 'Quận Cầu Giấy'),
  plan('luc-luong-10', 'Cấp cứu 115-08', 'ambulance', 'Trung tâm Cấp cứu 115', unitIdOf('Quận Đống Đa'), 'Quận Đống Đa'),
  plan('luc-luong-11', 'Tuần tra CG-03', 'patrol', 'Công an quận Cầu Giấy', unitIdOf('Quận Cầu Giấy'), 'Quận Cầu Giấy'),
  plan('luc-luong-12', 'Mô tô CG-12', 'motorbike', 'Công an quận Cầu Giấy', unitIdOf('Quận Cầu Giấy'), 'Quận Cầu Giấy'),
  plan('luc-luong-13', 'Tuần tra HĐ-02', 'car', 'Công an quận Hà Đông', unitIdOf('Quận Hà Đông'), 'Quận Hà Đông'),
];

/** Metres a second. */
const SPEEDS: Readonly<Record<Force['kind'], number>> = { patrol: 1.4, motorbike: 7, car: 8, 'fire-engine': 10, ambulance: 11 };
const STATES: readonly (readonly [Force['state'], number])[] = [['free', 66], ['busy', 28], ['off', 6]];
/** A force keeps its state for this long at least, ms. */
const STATE_MS = 45_000;

/** A force that drives. Pure but for its own place: it moves when it is told that time has passed. */
export interface Driver {
  readonly plan: ForcePlan;
  readonly force: () => Force;
  /** Goes on until a time; who is off duty stands. */
  readonly driveTo: (utcMs: number) => void;
}

/** `streets` are those of its ground, at least one. */
export function createDriver(of: ForcePlan, streets: readonly Street[], startUtcMs: number): Driver {
  const random = createRandom(`force ${of.id}`);
  const route = endlessRoute(streets, random);
  let at = route.next().value;
  let ahead = route.next().value;
  let utcMs = startUtcMs;
  let state: Force['state'] = 'free';
  let stateUntilMs = startUtcMs;
  const trail: Force['trail'][number][] = [{ ...at, utcMs: startUtcMs }];
  const advance = (distance: number): void => {
    let left = distance;
    for (;;) {
      const step = stepTo(at, ahead);
      const length = lengthM(step);
      if (length > left) {
        at = placeAt(at, { northM: (step.northM * left) / length, eastM: (step.eastM * left) / length });
        return;
      }
      left -= length;
      at = ahead;
      ahead = route.next().value;
    }
  };
  return {
    plan: of,
    force: () => ({ id: of.id, name: of.name, kind: of.kind, state, unitName: of.unitName, trail: [...trail] }),
    driveTo: (nowUtcMs) => {
      const passedMs = nowUtcMs - utcMs;
      if (passedMs <= 0) return;
      utcMs = nowUtcMs;
      if (nowUtcMs >= stateUntilMs) {
        state = random.weighted(STATES);
        stateUntilMs = nowUtcMs + STATE_MS * (1 + random.next() * 3);
      }
      if (state !== 'off') advance((SPEEDS[of.kind] * passedMs) / 1000);
      trail.push({ ...at, utcMs: Math.floor(nowUtcMs) });
      trail.splice(0, Math.max(0, trail.length - TRAIL_MAX));
    },
  };
}

/** Points of a way along one street after another, each entered at its nearer end. */
function* endlessRoute(streets: readonly Street[], random: Random): Generator<Position, never> {
  let at: Position | null = null;
  for (;;) {
    const { line } = random.pick(streets);
    const [first] = line;
    const last = line.at(-1);
    const backwards: boolean = at !== null && first !== undefined && last !== undefined && lengthM(stepTo(at, last)) < lengthM(stepTo(at, first));
    const way: readonly Position[] = backwards ? line.toReversed() : line;
    for (const point of way) {
      at = point;
      yield point;
    }
  }
}

import { REPEAT_MS } from '@contract/domain/alarm-sound-settings.ts';
import type { AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import type { Later } from '../../lib/later.ts';

/** What is to be heard now. */
export interface Ringing {
  /** Alarms of one burst have one: begun once for each. */
  readonly burst: string;
  readonly alarm: string;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
}

export interface RingerOptions {
  /** Begins the sound; resolves with its length, ms, or null when nothing could be played. */
  readonly play: (ringing: Ringing) => Promise<number | null>;
  readonly stop: () => void;
  readonly later: Later;
}

/** Sounds a burst while nobody has seen it, as its priority asks. The owner ends it with `show(null, false)`. */
export interface AlarmRinger {
  /** What the state says now; may be said again without a change. `isMuted`: it is silent, and what repeats goes on after. */
  readonly show: (ringing: Ringing | null, isMuted: boolean) => void;
}

/** Silence at least between the end of a sound and its repetition, ms. */
const PAUSE_MS = 600;
/** Bursts whose single sound is remembered, so that it comes once however often another one comes between. */
const REMEMBERED = 500;

/** Turns the state of the desk into sounds: state in, `play` out, nothing is lost when a message comes twice or late. */
export function createAlarmRinger({ play, stop, later }: RingerOptions): AlarmRinger {
  let current: Ringing | null = null;
  let isSilent = false;
  let cancel: () => void = () => undefined;
  let round = 0;
  const sounded = new Set<string>();

  const nameOf = ({ burst, priority }: Ringing): string => `${String(priority)} ${burst}`;
  const remember = (ringing: Ringing): void => {
    sounded.add(nameOf(ringing));
    const [oldest] = sounded;
    if (sounded.size > REMEMBERED && oldest !== undefined) sounded.delete(oldest);
  };
  const end = (): void => {
    round += 1;
    cancel();
    cancel = () => undefined;
  };
  const ring = (ringing: Ringing): void => {
    const own = (round += 1);
    const everyMs = REPEAT_MS[ringing.priority];
    remember(ringing);
    void play(ringing).then((lengthMs) => {
      if (own !== round || everyMs === null) return;
      const pauseMs = Math.max(PAUSE_MS, everyMs - (lengthMs ?? 0));
      cancel = later(() => {
        ring(ringing);
      }, (lengthMs ?? 0) + pauseMs);
    });
  };

  return {
    show: (ringing, isMuted) => {
      const isSame = ringing !== null && current !== null && nameOf(ringing) === nameOf(current);
      if (isSame && isMuted === isSilent) return;
      if (ringing === null && current === null) {
        isSilent = isMuted;
        return;
      }
      current = ringing;
      isSilent = isMuted;
      end();
      const isOver = ringing === null || isMuted;
      // One that sounds once was heard already when it comes back.
      const isHeard = ringing !== null && REPEAT_MS[ringing.priority] === null && sounded.has(nameOf(ringing));
      if (isOver) stop();
      else if (!isHeard) ring(ringing);
    },
  };
}

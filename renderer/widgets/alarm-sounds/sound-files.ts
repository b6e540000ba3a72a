import double from '@assets/sounds/double.wav?url';
import single from '@assets/sounds/single.wav?url';
import triple from '@assets/sounds/triple.wav?url';
import { soundFor, soundGroupOf, type AlarmSoundSettings, type Rhythm, type SoundChoice, type SoundSource } from '@contract/domain/alarm-sound-settings.ts';
import type { AlarmKind } from '@contract/domain/alarm-kind.ts';
import type { AlarmPriority } from '@contract/domain/alarm.ts';
import type { SoundId } from '@contract/domain/units.ts';
import type { Playing } from '../../lib/alarm-audio.ts';

const RHYTHM_FILES: Readonly<Record<Rhythm, string>> = { triple, double, single };
const SPOKEN_FILES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(import.meta.glob<string>('../../../assets/sounds/spoken/*.ogg', { query: '?url', import: 'default', eager: true })).map(([file, address]) => [file.replace(/^.*\/|\.ogg$/gu, ''), address]),
);

/** Where main gives a sound somebody added. */
export const ownSoundAddress = (sound: SoundId): string => `app://vonglau/own-sounds/${sound}`;

const fileOf = (source: SoundSource): string => (source.kind === 'rhythm' ? RHYTHM_FILES[source.rhythm] : ownSoundAddress(source.sound));
const spoken = (names: readonly string[]): readonly string[] => names.flatMap((name) => SPOKEN_FILES[name] ?? []);

/** A choice as it is played, with the words of an alarm of this kind; null: of its priority only. */
export const playingOf = (choice: SoundChoice, priority: AlarmPriority, kind: AlarmKind | null): Playing => ({
  parts: [fileOf(choice.source), ...(choice.isSpoken ? spoken([`priority-${String(priority)}`, ...(kind === null ? [] : [kind])]) : [])],
  volume: choice.volume,
});

/** What an alarm sounds like at this PC. */
export const soundOfAlarm = (settings: AlarmSoundSettings, priority: AlarmPriority, kind: AlarmKind): Playing => playingOf(soundFor(settings, priority, soundGroupOf(kind)), priority, kind);

/** All that ships with the console, to have it in memory before an alarm comes. */
export const SHIPPED_SOUNDS: readonly string[] = [...Object.values(RHYTHM_FILES), ...Object.values(SPOKEN_FILES)];

import type { AlarmKind } from './alarm-kind.ts';
import { ALARM_PRIORITIES, type AlarmPriority } from './alarm.ts';
import type { SoundId } from './units.ts';

/** What an alarm sounds like, told apart by rhythm and not by pitch: an urgent triple, a double, a single one. */
export const RHYTHMS = ['triple', 'double', 'single'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Kinds that sound alike. The order is the one of lists. */
export const SOUND_GROUPS = ['fire-flood', 'security', 'order', 'traffic', 'technical', 'by-hand'] as const;
export type SoundGroup = (typeof SOUND_GROUPS)[number];

const GROUP_OF: Readonly<Record<AlarmKind, SoundGroup>> = {
  'fire-smoke': 'fire-flood',
  intrusion: 'security',
  'forbidden-zone': 'security',
  crowd: 'order',
  behaviour: 'security',
  accident: 'traffic',
  'object-left': 'security',
  'object-missing': 'security',
  face: 'security',
  plate: 'traffic',
  'wrong-way': 'traffic',
  speed: 'traffic',
  congestion: 'traffic',
  oversize: 'traffic',
  parking: 'traffic',
  counting: 'order',
  motion: 'security',
  'ptz-tracking': 'order',
  'flood-water': 'fire-flood',
  'waste-dumping': 'order',
  'device-fault': 'technical',
  'link-fault': 'technical',
  'picture-fault': 'technical',
  'by-hand': 'by-hand',
};
export const soundGroupOf = (kind: AlarmKind): SoundGroup => GROUP_OF[kind];

/** One of our rhythms, or a file somebody added. */
export type SoundSource = { readonly kind: 'rhythm'; readonly rhythm: Rhythm } | { readonly kind: 'own'; readonly sound: SoundId };

/** How alarms of a priority and a group of kinds sound at this PC. */
export interface SoundChoice {
  readonly source: SoundSource;
  /** 0.05..1; of priority 1 at least LEAST_VOLUME[1]. */
  readonly volume: number;
  /** After the sound the words for priority and kind are spoken, in Vietnamese. */
  readonly isSpoken: boolean;
}

/** A choice that is not the usual one. */
export interface SoundCell extends SoundChoice {
  readonly priority: AlarmPriority;
  readonly group: SoundGroup;
}

/** A sound somebody added to this PC. */
export interface OwnSound {
  readonly id: SoundId;
  /** Name of the file it came from, without its ending. */
  readonly name: string;
}

/** The sounds of this PC. */
export interface AlarmSoundSettings {
  /** One for a priority and group at most; what is missing is as usual. */
  readonly cells: readonly SoundCell[];
  readonly own: readonly OwnSound[];
}

export const USUAL_SOUNDS: AlarmSoundSettings = { cells: [], own: [] };
export const OWN_SOUNDS_MAX = 40;
export const OWN_SOUND_MAX_BYTES = 1024 * 1024;

/** Nobody makes the gravest alarms too quiet to be heard. */
export const LEAST_VOLUME: Readonly<Record<AlarmPriority, number>> = { 1: 0.5, 2: 0.2, 3: 0.05, 4: 0.05 };

const USUAL: Readonly<Record<AlarmPriority, SoundChoice>> = {
  1: { source: { kind: 'rhythm', rhythm: 'triple' }, volume: 1, isSpoken: true },
  2: { source: { kind: 'rhythm', rhythm: 'double' }, volume: 0.8, isSpoken: false },
  3: { source: { kind: 'rhythm', rhythm: 'single' }, volume: 0.6, isSpoken: false },
  4: { source: { kind: 'rhythm', rhythm: 'single' }, volume: 0.4, isSpoken: false },
};
export const usualSound = (priority: AlarmPriority): SoundChoice => USUAL[priority];

/** From the begin of one sound to the begin of the next while nobody has seen the alarm, ms; null: it sounds once. The priority decides, whatever is chosen. */
export const REPEAT_MS: Readonly<Record<AlarmPriority, number | null>> = { 1: 4_000, 2: 10_000, 3: null, 4: null };

/** What alarms of a priority and group sound like; one whose file is gone sounds as usual. */
export function soundFor({ cells, own }: AlarmSoundSettings, priority: AlarmPriority, group: SoundGroup): SoundChoice {
  const usual = USUAL[priority];
  const cell = cells.find((one) => one.priority === priority && one.group === group);
  if (cell === undefined) return usual;
  const { source } = cell;
  const isThere = source.kind === 'rhythm' || own.some(({ id }) => id === source.sound);
  return { source: isThere ? source : usual.source, volume: Math.min(1, Math.max(LEAST_VOLUME[priority], cell.volume)), isSpoken: cell.isSpoken };
}

/** The settings with another choice for a priority and group; null: the usual one. */
export function withSound(settings: AlarmSoundSettings, priority: AlarmPriority, group: SoundGroup, choice: SoundChoice | null): AlarmSoundSettings {
  const others = settings.cells.filter((one) => one.priority !== priority || one.group !== group);
  return { ...settings, cells: choice === null ? others : [...others, { priority, group, source: choice.source, volume: choice.volume, isSpoken: choice.isSpoken }] };
}

/** Without a sound somebody added; what used it sounds as usual. */
export const withoutOwnSound = ({ cells, own }: AlarmSoundSettings, sound: SoundId): AlarmSoundSettings => ({
  cells: cells.filter(({ source }) => source.kind !== 'own' || source.sound !== sound),
  own: own.filter(({ id }) => id !== sound),
});

/** How many cells there can be. */
export const SOUND_CELLS_MAX = ALARM_PRIORITIES.length * SOUND_GROUPS.length;

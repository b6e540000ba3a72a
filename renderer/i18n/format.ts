import type { SettingsRecord } from '@contract/state/slices.ts';

export type Language = SettingsRecord['language'];
export const LANGUAGES: readonly Language[] = ['vi', 'en'];

/** One zone on every desk and wall, whatever the PC is set to: the country has one. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

const LOCALE: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, day: '2-digit', month: '2-digit', year: 'numeric' });
const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat(LOCALE.vi),
  en: new Intl.NumberFormat(LOCALE.en),
};
const tenths: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat(LOCALE.vi, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat(LOCALE.en, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
};

/** `14:05:12`; an absurd time gives a dash. */
export const formatTime = (utcMs: number): string => (isShowable(utcMs) ? clock.format(utcMs) : '–');

/** `22/11/2026` in both languages. */
export const formatDate = (utcMs: number): string => (isShowable(utcMs) ? day.format(utcMs) : '–');

/** `14:05 22/11`. */
export const formatShortMoment = (utcMs: number): string => (isShowable(utcMs) ? `${formatTime(utcMs).slice(0, 5)} ${formatDate(utcMs).slice(0, 5)}` : '–');


export const formatNumber = (value: number, language: Language): string => numbers[language].format(value);

/** One decimal: `5,0` in Vietnamese, `5.0` in English. */
export const formatTenths = (value: number, language: Language): string => tenths[language].format(value);

/** `2:05` for what is left of a time, never below zero. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Order of names for a language. */
export const nameCollator = (language: Language): Intl.Collator => new Intl.Collator(LOCALE[language], { numeric: true });

const isShowable = (utcMs: number): boolean => Number.isFinite(utcMs) && utcMs >= 0 && utcMs < 8_640_000_000_000_000;

import { describe, expect, it } from 'vitest';
import { formatCountdown, formatDate, formatNumber, formatShortMoment, formatTenths, formatTime, nameCollator } from '../../../../renderer/i18n/format.ts';

const moment = Date.UTC(2026, 10, 22, 7, 5, 9, 250);

describe('times and numbers', () => {
  it('are those of Vietnam, whatever the zone of the PC', () => {
    expect(formatTime(moment)).toBe('14:05:09');
    expect(formatDate(moment)).toBe('22/11/2026');
    expect(formatShortMoment(moment)).toBe('14:05 22/11');
    expect(formatTime(Date.UTC(2026, 10, 22, 17, 0, 0))).toBe('00:00:00');
  });

  it('have a decimal comma in Vietnamese', () => {
    expect(formatTenths(5, 'vi')).toBe('5,0');
    expect(formatTenths(5, 'en')).toBe('5.0');
    expect(formatNumber(20_405, 'vi')).toBe('20.405');
    expect(formatNumber(20_405, 'en')).toBe('20,405');
  });

  it('show a dash for what cannot be a time', () => {
    for (const odd of [Number.NaN, Number.POSITIVE_INFINITY, -1, 9e15]) expect(formatTime(odd)).toBe('–');
  });

  it('count down to nothing and no further', () => {
    expect(formatCountdown(125_000)).toBe('2:05');
    expect(formatCountdown(-4)).toBe('0:00');
  });

  it('put Vietnamese names in their order', () => {
    expect(['Đống Đa', 'Ba Đình', 'Cầu Giấy', 'Camera 10', 'Camera 9'].sort(nameCollator('vi').compare)).toEqual(['Ba Đình', 'Camera 9', 'Camera 10', 'Cầu Giấy', 'Đống Đa']);
  });
});

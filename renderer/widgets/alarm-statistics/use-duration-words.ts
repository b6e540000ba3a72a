import { useText } from '../../i18n/use-text.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** How long something took, as a person says it: `45 giây`, `3 phút 05`, `2 giờ 10`. */
export function useDurationWords(): (ms: number) => string {
  const t = useText();
  return (ms) => {
    const seconds = Math.round(ms / 1_000);
    if (seconds < 60) return t('statistics:seconds', { count: seconds });
    if (seconds < 3_600) return t('statistics:minutes', { minutes: Math.floor(seconds / 60), seconds: two(seconds % 60) });
    return t('statistics:hours', { hours: Math.floor(seconds / 3_600), minutes: two(Math.floor((seconds % 3_600) / 60)) });
  };
}

import type { AppError } from '@contract/domain/result.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { formatNumber } from '../i18n/format.ts';

/** What went wrong, what is left and when to try again, as sentences in the language shown. */
export function useErrorSentence(): (error: AppError) => string {
  const t = useText();
  return (error) => {
    const parts: string[] = [t(`errors:${error.code}`)];
    if (error.attemptsLeft !== undefined && error.attemptsLeft > 0) parts.push(t('common:attemptsLeft', { count: error.attemptsLeft }));
    if (error.retryAfterMs !== undefined && error.retryAfterMs > 0) {
      const seconds = Math.ceil(error.retryAfterMs / 1_000);
      parts.push(seconds < 90 ? t('common:wait.seconds', { count: seconds }) : t('common:wait.minutes', { count: Math.ceil(seconds / 60) }));
    }
    return parts.join(' ');
  };
}

/** Whole numbers in the language shown. */
export function useNumberFormat(): (value: number) => string {
  const language = useLanguage();
  return (value) => formatNumber(value, language);
}

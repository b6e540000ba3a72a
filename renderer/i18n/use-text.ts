import { useTranslation } from 'react-i18next';
import type { Language } from './format.ts';

/** Texts by `namespace:key`; a key that does not exist does not compile. */
export const useText = () => useTranslation(['common', 'alarms', 'content', 'control', 'duty', 'editor', 'errors', 'escalation', 'find', 'live', 'map', 'notices', 'procedures', 'ptz', 'rules', 'signin', 'sounds', 'statistics', 'tiles', 'wall']).t;

/** The language shown now, for numbers and sorting. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'en' ? 'en' : 'vi';
}

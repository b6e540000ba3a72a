import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from './format.ts';
import { NAMESPACES, RESOURCES } from './resources.ts';

/** The translator of one window, ready at once: all texts are in the bundle. */
export function createI18n(language: Language): I18n {
  const i18n = createInstance();
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    ns: [...NAMESPACES],
    defaultNS: 'common',
    resources: RESOURCES,
    initAsync: false,
    returnNull: false,
    // React escapes; escaping twice would show `&amp;` in names.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  return i18n;
}

/** Switches texts and `<html lang>`. */
export function showLanguage(i18n: I18n, language: Language, root: HTMLElement): void {
  if (root.lang !== language) root.lang = language;
  if (i18n.language !== language) void i18n.changeLanguage(language);
}

// Stands where a window's own page keeps dying: no video, no state, no requests. It knows no setting, so it speaks both languages.
import '../../ui/global.css';
import { createI18n } from '../../i18n/create-i18n.ts';
import { reasonOf } from './reason.ts';
import styles from './safe.module.css';

const reason = reasonOf(window.location.hash);

const wordsIn = (language: 'vi' | 'en'): HTMLElement => {
  const { t } = createI18n(language);
  const section = document.createElement('section');
  section.lang = language;
  const title = document.createElement('h1');
  title.textContent = t('common:safePage.title');
  const text = document.createElement('p');
  text.textContent = t('common:safePage.text');
  const cause = document.createElement('p');
  cause.textContent = t('common:safePage.reason', { reason });
  section.append(title, text, cause);
  return section;
};

const root = document.getElementById('root');
if (root !== null) {
  const main = document.createElement('main');
  main.className = styles['safe'] ?? '';
  main.setAttribute('role', 'alert');
  main.append(wordsIn('vi'), wordsIn('en'));
  root.append(main);
}

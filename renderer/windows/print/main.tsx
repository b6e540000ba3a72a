// Drawn where nobody sees it, to be printed (main/app/handover-pdf.ts): no video, no state, no requests. What it shows main gives it by its address.
import '@fontsource-variable/inter/wght.css';
import './print.css';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createI18n, showLanguage } from '../../i18n/create-i18n.ts';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { HandoverPaper } from './handover-paper.tsx';
import { jobOf, readPrinted } from './printed.ts';

/** What the page is written in; asked for before the picture is taken, for a font that comes late is a page in another one. */
const FACES = ['400 14px "Inter Variable"', '600 14px "Inter Variable"'] as const;
const MARKS = 'Vọng Lâu Đường ữựợẵ 0123';

async function draw(place: HTMLElement, job: string): Promise<void> {
  const printed = readPrinted(await (await fetch(`/print/${job}`)).json());
  if (printed === null) return;
  const { handover, language } = printed;
  const i18n = createI18n(language);
  showLanguage(i18n, language, document.documentElement);
  await new Promise<void>((resolve) => {
    createRoot(place).render(
      <I18nextProvider i18n={i18n}>
        <HandoverPaper printed={printed} onDrawn={resolve} />
      </I18nextProvider>,
    );
  });
  await Promise.all(FACES.map((face) => document.fonts.load(face, MARKS)));
  await document.fonts.ready;
  // Main waits for the name.
  document.title = i18n.t('duty:print.documentTitle', { date: formatDate(handover.madeUtcMs), time: formatTime(handover.madeUtcMs).slice(0, 5) });
}

const place = document.getElementById('root');
const job = jobOf(window.location.hash);
if (place !== null && job !== null) void draw(place, job);

import type { ReactNode } from 'react';
import { Copy, X } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import type { ImportReport } from '../../state/view-store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useCameraActs } from '../camera-results/index.ts';
import styles from './camera-groups.module.css';

/** What came of a file: cameras taken, and each line that was let go with its reason. */
export const ImportReportCard = ({ report, onDismiss }: { readonly report: ImportReport; readonly onDismiss: () => void }): ReactNode => {
  const t = useText();
  const { copy } = useCameraActs();
  const { taken, skipped } = report;
  const reasonOf = ({ reason }: ImportReport['skipped'][number]): string => t(`find:import.${reason}`);
  return (
    <section className={styles['report']} aria-label={t('find:import.title')}>
      <header className={styles['reportHead']}>
        <p role="status">{taken === 0 ? t('find:import.takenNone') : t('find:import.taken', { count: taken })}</p>
        <IconButton label={t('common:action.close')} onClick={onDismiss}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      {skipped.length > 0 && (
        <>
          <p>{t('find:import.skipped', { count: skipped.length })}</p>
          <div className={styles['reportLines']} tabIndex={0} role="region" aria-label={t('find:import.skipped', { count: skipped.length })} data-own-keys="">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('find:import.line')}</th>
                  <th scope="col">{t('find:import.text')}</th>
                  <th scope="col">{t('find:import.reason')}</th>
                </tr>
              </thead>
              <tbody>
                {skipped.map((line) => (
                  <tr key={line.line}>
                    <td className={styles['lineNumber']}>{line.line}</td>
                    <td className={styles['lineText']} title={line.text}>
                      {line.text}
                    </td>
                    <td>{reasonOf(line)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Button
            onClick={() => {
              copy(skipped.map((line) => [String(line.line), line.text, reasonOf(line)].join('\t')).join('\n'));
            }}
          >
            <Copy size={16} aria-hidden />
            {t('find:import.copy')}
          </Button>
        </>
      )}
    </section>
  );
};

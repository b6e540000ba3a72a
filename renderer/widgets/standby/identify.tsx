import { useEffect, useState, type ReactNode } from 'react';
import type { Bridge } from '@contract/ipc/bridge.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './standby.module.css';

const SHOWN_MS = 3_000;

/** The monitor's number over the whole window, for a moment, whenever it is asked for. */
export const Identify = ({ onIdentify }: { readonly onIdentify: Bridge['onIdentify'] }): ReactNode => {
  const t = useText();
  const [number, setNumber] = useState<number | null>(null);
  useEffect(() => {
    let timer = 0;
    const release = onIdentify((monitorNumber) => {
      window.clearTimeout(timer);
      setNumber(monitorNumber);
      timer = window.setTimeout(() => {
        setNumber(null);
      }, SHOWN_MS);
    });
    return () => {
      window.clearTimeout(timer);
      release();
    };
  }, [onIdentify]);
  if (number === null) return null;
  return (
    <div className={styles['identify']} role="status" data-cover="">
      <p className={styles['identifyNumber']}>{number}</p>
      <p className={styles['identifyWords']}>{t('wall:monitor', { number })}</p>
    </div>
  );
};

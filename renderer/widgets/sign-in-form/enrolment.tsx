import { useState, type ReactNode } from 'react';
import { Check, Copy } from 'lucide-react';
import type { Enrolment as EnrolmentData } from '@contract/domain/session.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { secretGroups } from './code-digits.ts';
import { QrCode } from './qr-code.tsx';
import styles from './sign-in-form.module.css';

/** How to connect an authenticator app: scan, or type the key. */
export const Enrolment = ({ enrolment }: { readonly enrolment: EnrolmentData }): ReactNode => {
  const t = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(enrolment.secret);
      setCopied(true);
    } catch {
      // No clipboard is given to this window: the key can still be read and selected.
      setCopied(false);
    }
  };
  return (
    <div className={styles['enrolment']}>
      <QrCode text={enrolment.otpauthUri} label={t('signin:enrol.qr')} />
      <div className={styles['steps']}>
        <p className={styles['step']}>
          <span className={styles['stepNumber']} aria-hidden="true">
            1
          </span>
          <span>{t('signin:enrol.stepScan')}</span>
        </p>
        <div className={styles['byHand']}>
          <p>{t('signin:enrol.stepType')}</p>
          <p className={styles['secret']} aria-label={t('signin:enrol.secret')} role="group" data-secret={enrolment.secret}>
            {secretGroups(enrolment.secret).map((group, index) => (
              <span key={index}>{group}</span>
            ))}
          </p>
          <Button
            aria-live="polite"
            onClick={() => {
              void copy();
            }}
          >
            {isCopied ? <Check size={16} aria-hidden /> : <Copy size={16} aria-hidden />}
            {isCopied ? t('common:action.copied') : t('signin:enrol.copySecret')}
          </Button>
        </div>
        <p className={styles['step']}>
          <span className={styles['stepNumber']} aria-hidden="true">
            2
          </span>
          <span>{t('signin:enrol.stepConfirm')}</span>
        </p>
      </div>
    </div>
  );
};

import { Component, useEffect, useRef, type ErrorInfo, type ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './fault-guard.module.css';

interface FaultGuardProps {
  /** Told once a fault; goes to the log of the console. */
  readonly onFault: (detail: string) => void;
  /** The window is to be loaded again: the operator wants it, or nobody did anything for RELOAD_AFTER_MS (a wall takes no input). */
  readonly onReload: () => void;
  readonly children: ReactNode;
}

export const RELOAD_AFTER_MS = 15_000;

/** Stops a fault in one part of a window from emptying the whole window, and says so in words. */
export class FaultGuard extends Component<FaultGuardProps, { readonly hasFault: boolean }> {
  override readonly state = { hasFault: false };

  static getDerivedStateFromError(): { readonly hasFault: boolean } {
    return { hasFault: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.props.onFault(`${error instanceof Error ? `${error.name}: ${error.message}` : 'unknown'}${info.componentStack ?? ''}`.slice(0, 2_000));
  }

  override render(): ReactNode {
    return this.state.hasFault ? <FaultWords onReload={this.props.onReload} /> : this.props.children;
  }
}

const FaultWords = ({ onReload }: Pick<FaultGuardProps, 'onReload'>): ReactNode => {
  const t = useText();
  const reload = useRef(onReload);
  useEffect(() => {
    reload.current = onReload;
  });
  useEffect(() => {
    const timer = window.setInterval(() => {
      reload.current();
    }, RELOAD_AFTER_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, []);
  return (
    <main className={styles['fault']} role="alert">
      <h1 className={styles['title']}>{t('common:fault.title')}</h1>
      <p>{t('common:fault.text')}</p>
      <Button look="primary" onClick={onReload}>
        {t('common:fault.reload')}
      </Button>
    </main>
  );
};

import { useId, type ReactNode } from 'react';
import styles from './camera-page.module.css';

/** A part of the page under its own heading. */
export const PageSection = ({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }): ReactNode => {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <header className={styles['sectionHead']}>
        <h3 id={id} className={styles['sectionTitle']}>
          {title}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  );
};

/** A name and what stands for it; nothing is written where nothing was declared. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode =>
  children === null || children === undefined || children === '' ? null : (
    <div className={styles['fact']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );

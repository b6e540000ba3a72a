import type { ComponentProps, ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './video-tile.module.css';

type EmptyTileProps = Omit<ComponentProps<'figure'>, 'role'> & { readonly label: string; readonly isQuiet?: boolean };

/** A tile that shows nothing. */
export const EmptyTile = ({ label, isQuiet = false, className, children, ...rest }: EmptyTileProps): ReactNode => (
  <figure {...rest} role="figure" aria-label={label} data-state="idle" className={classNames(styles['tile'], styles['empty'], isQuiet && styles['quietEmpty'], className)}>
    {children}
  </figure>
);

type PlainTileProps = Omit<ComponentProps<'figure'>, 'role'> & { readonly label: string; readonly content: string };

/** A tile that shows something other than a camera's pictures; `content` is the kind, for tests and styles. */
export const PlainTile = ({ label, content, className, children, ...rest }: PlainTileProps): ReactNode => (
  <figure {...rest} role="figure" aria-label={label} data-content={content} className={classNames(styles['tile'], styles['plain'], className)}>
    {children}
  </figure>
);

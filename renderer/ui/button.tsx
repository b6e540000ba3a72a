import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './button.module.css';

type ButtonProps = Omit<ComponentProps<'button'>, 'type'> & {
  readonly type?: 'button' | 'submit';
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large';
};

/** A button with words. */
export const Button = ({ look = 'plain', size = 'normal', type = 'button', className, ...rest }: ButtonProps): ReactNode => (
  <button {...rest} type={type} className={classNames(styles['button'], styles[look], styles[size], className)} />
);

/** A button with a picture only: its name is required, and shown as a tip. */
export const IconButton = ({
  label,
  look = 'quiet',
  type = 'button',
  className,
  ...rest
}: ButtonProps & { readonly label: string }): ReactNode => (
  <button title={label} {...rest} type={type} aria-label={label} className={classNames(styles['button'], styles['icon'], styles[look], className)} />
);

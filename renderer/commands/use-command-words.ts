import { useText } from '../i18n/use-text.ts';
import type { Shortcut } from './catalogue.ts';

/** What a command does, in words. */
export function useCommandWords(): (shortcut: Shortcut) => string {
  const t = useText();
  return ({ label }) => t(`editor:keys.command.${label.key}`, { number: label.number });
}

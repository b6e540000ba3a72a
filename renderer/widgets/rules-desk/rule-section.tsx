import { useId, useState, type ReactNode } from 'react';
import { Pencil, Trash2 } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import styles from './rules-desk.module.css';

/** A rule as lists show it. */
export interface ListedRule {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** What it does, to what, when, why. */
  readonly lines: readonly string[];
  readonly onEdit: () => void;
  readonly onToggle: () => void;
  readonly onRemove: () => void;
}

interface RuleSectionProps {
  readonly title: string;
  readonly note: string;
  readonly rules: readonly ListedRule[];
  readonly mayChange: boolean;
  /** Said when there is none. */
  readonly none: string;
  readonly add: ReactNode;
}

/** Rules of one place. */
export const RuleSection = ({ title, note, rules, mayChange, none, add }: RuleSectionProps): ReactNode => {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id} className={styles['heading']}>
        {title}
      </h2>
      <p className={styles['muted']}>{note}</p>
      {rules.length === 0 && none !== '' && <p className={styles['muted']}>{none}</p>}
      <ul className={styles['list']}>
        {rules.map((rule) => (
          <RuleRow key={rule.id} rule={rule} mayChange={mayChange} />
        ))}
      </ul>
      {add}
    </section>
  );
};

const RuleRow = ({ rule, mayChange }: { readonly rule: ListedRule; readonly mayChange: boolean }): ReactNode => {
  const t = useText();
  const { name, enabled, lines } = rule;
  const [isAsking, setAsking] = useState(false);
  return (
    <li className={styles['rule']} data-off={!enabled || undefined}>
      <div className={styles['row']}>
        {mayChange && <input type="checkbox" className={styles['check']} checked={enabled} aria-label={t('rules:row.enable', { name })} title={t('rules:row.enable', { name })} onChange={rule.onToggle} />}
        <span className={styles['name']}>{name}</span>
        {!enabled && <span className={styles['muted']}>{t('rules:row.off')}</span>}
        {mayChange && (
          <>
            <IconButton label={t('rules:row.edit', { name })} onClick={rule.onEdit}>
              <Pencil size={16} aria-hidden />
            </IconButton>
            <IconButton label={t('rules:row.remove', { name })} onClick={() => { setAsking(true); }}>
              <Trash2 size={16} aria-hidden />
            </IconButton>
          </>
        )}
      </div>
      {lines.map((line) => (
        <p key={line} className={styles['line']}>
          {line}
        </p>
      ))}
      {isAsking && (
        <div className={styles['ask']} role="group" aria-label={t('rules:row.sure', { name })}>
          <span className={styles['grow']}>{t('rules:row.sure', { name })}</span>
          <Button autoFocus look="danger" onClick={rule.onRemove}>
            {t('rules:row.removeNow')}
          </Button>
          <Button onClick={() => { setAsking(false); }}>{t('common:action.cancel')}</Button>
        </div>
      )}
    </li>
  );
};

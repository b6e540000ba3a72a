import { useState, type ReactNode } from 'react';
import { LEVELS, type Contact, type Level } from '@contract/domain/escalation.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import type { ContactDraft } from '../../commands/escalation-commands.ts';
import { useText } from '../../i18n/use-text.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { clockOf, minuteOf } from './drafts.ts';
import { EditButtons } from './edit-buttons.tsx';
import { useSaving } from './use-saving.ts';
import styles from './escalation-desk.module.css';

interface ContactFormProps {
  readonly given: ContactDraft;
  readonly contacts: readonly Contact[];
  readonly mayEdit: boolean;
  readonly onDone: () => void;
}

const NIGHT = { fromMinute: 22 * 60, untilMinute: 6 * 60 } as const;
const ADDRESSES = ['email', 'phone', 'zalo', 'personId', 'webhook'] as const;
const HINTS = { personId: 'escalation:contact.personHint', webhook: 'escalation:contact.webhookHint' } as const;

/** One contact: who, at what level, by what addresses, when not, and who instead. */
export const ContactForm = ({ given, contacts, mayEdit, onDone }: ContactFormProps): ReactNode => {
  const t = useText();
  const { escalation } = useCommands();
  const [draft, setDraft] = useState(given);
  const { problem, isBusy, ask } = useSaving(onDone);
  const set = (more: Partial<ContactDraft>): void => {
    setDraft({ ...draft, ...more });
  };
  const { id, quiet } = draft;
  const hintOf = (field: (typeof ADDRESSES)[number]): { readonly hint?: string } => (field === 'personId' || field === 'webhook' ? { hint: t(HINTS[field]) } : {});
  const minuteField = (label: string, minute: number, put: (minute: number) => void): ReactNode => (
    <label className={formLook.line}>
      {label}
      <input
        className="field-box"
        type="time"
        value={clockOf(minute)}
        onChange={(event) => {
          const chosen = minuteOf(event.target.value);
          if (chosen !== null) put(chosen);
        }}
      />
    </label>
  );
  return (
    <form
      className={styles['form']}
      aria-label={given.name === '' ? t('escalation:desk.newContact') : given.name}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayEdit) ask(() => escalation.putContact(draft));
      }}
    >
      <fieldset className={styles['fields']} disabled={!mayEdit}>
        <TextField
          label={t('escalation:contact.name')}
          value={draft.name}
          maxLength={200}
          required
          onChange={(event) => {
            set({ name: event.target.value });
          }}
        />
        <label className={formLook.line}>
          {t('escalation:contact.level')}
          <select
            className="field-box"
            value={draft.level}
            onChange={(event) => {
              set({ level: LEVELS.find((level): level is Level => level === event.target.value) ?? draft.level });
            }}
          >
            {LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`escalation:level.${level}`)}
              </option>
            ))}
          </select>
        </label>
        {ADDRESSES.map((field) => (
          <TextField
            key={field}
            label={t(`escalation:contact.${field}`)}
            {...hintOf(field)}
            value={draft[field]}
            maxLength={500}
            spellCheck={false}
            onChange={(event) => {
              set({ [field]: event.target.value });
            }}
          />
        ))}
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={(event) => {
              set({ quiet: event.target.checked ? NIGHT : null });
            }}
          />
          {t('escalation:contact.quiet')}
        </label>
        {quiet !== null && (
          <>
            <div className={styles['pair']}>
              {minuteField(t('escalation:contact.quietFrom'), quiet.fromMinute, (fromMinute) => {
                set({ quiet: { ...quiet, fromMinute } });
              })}
              {minuteField(t('escalation:contact.quietUntil'), quiet.untilMinute, (untilMinute) => {
                set({ quiet: { ...quiet, untilMinute } });
              })}
            </div>
            <p className={styles['muted']}>{t('escalation:contact.quietHint')}</p>
            <label className={formLook.line}>
              {t('escalation:contact.deputy')}
              <select
                className="field-box"
                value={draft.deputy ?? ''}
                onChange={(event) => {
                  set({ deputy: contacts.find((contact) => contact.id === event.target.value)?.id ?? null });
                }}
              >
                <option value="">{t('escalation:contact.nobody')}</option>
                {contacts
                  .filter((contact) => contact.id !== id)
                  .map((contact) => (
                    <option key={contact.id} value={contact.id}>
                      {contact.name}
                    </option>
                  ))}
              </select>
            </label>
          </>
        )}
      </fieldset>
      <FormProblem problem={problem} />
      {mayEdit && (
        <EditButtons
          isBusy={isBusy}
          onCancel={onDone}
          onRemove={
            id === null
              ? null
              : () => {
                  ask(() => escalation.removeContact(id));
                }
          }
        />
      )}
    </form>
  );
};

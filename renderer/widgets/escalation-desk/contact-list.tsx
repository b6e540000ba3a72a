import type { ReactNode } from 'react';
import { LEVELS, type Contact } from '@contract/domain/escalation.ts';
import type { ContactId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { channelsOf, clockOf } from './drafts.ts';
import styles from './escalation-desk.module.css';

interface ContactListProps {
  readonly contacts: readonly Contact[];
  readonly openId: ContactId | null;
  readonly onOpen: (contact: Contact) => void;
}

/** The directory by level, lowest first: who, by what, and when they are not disturbed. */
export const ContactList = ({ contacts, openId, onOpen }: ContactListProps): ReactNode => {
  const t = useText();
  if (contacts.length === 0) return <p className={styles['muted']}>{t('escalation:desk.noContacts')}</p>;
  const nameOf = (id: ContactId): string => contacts.find((contact) => contact.id === id)?.name ?? '';
  const linesOf = (contact: Contact): string => {
    const channels = channelsOf(contact).map((channel) => t(`escalation:channel.${channel}`));
    const quiet = contact.quiet === null ? [] : [t('escalation:contact.quietLine', { from: clockOf(contact.quiet.fromMinute), until: clockOf(contact.quiet.untilMinute) })];
    const deputy = contact.deputy === null ? [] : [t('escalation:contact.deputyLine', { name: nameOf(contact.deputy) })];
    return [channels.length === 0 ? t('escalation:contact.noChannel') : channels.join(', '), ...quiet, ...(contact.quiet === null ? [] : deputy)].join(' · ');
  };
  return LEVELS.map((level) => {
    const here = contacts.filter((contact) => contact.level === level);
    return (
      here.length > 0 && (
        <div key={level} className={styles['group']}>
          <h3>{t(`escalation:level.${level}`)}</h3>
          <ul className={styles['list']}>
            {here.map((contact) => (
              <li key={contact.id}>
                <button
                  type="button"
                  className={styles['line']}
                  aria-current={contact.id === openId || undefined}
                  onClick={() => {
                    onOpen(contact);
                  }}
                >
                  <span className={styles['strong']}>{contact.name}</span>
                  <span className={styles['muted']}>{linesOf(contact)}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )
    );
  });
};

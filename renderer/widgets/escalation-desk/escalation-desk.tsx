import { useState, type ReactNode } from 'react';
import { Plus } from 'lucide-react';
import type { ContactDraft, PlanDraft } from '../../commands/escalation-commands.ts';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { ContactForm } from './contact-form.tsx';
import { ContactList } from './contact-list.tsx';
import { NEW_CONTACT, NEW_PLAN } from './drafts.ts';
import { PlanForm } from './plan-form.tsx';
import { PlanList } from './plan-list.tsx';
import { useDirectory } from './use-directory.ts';
import styles from './escalation-desk.module.css';

/** What is open beside the lists. */
type Open = { readonly kind: 'contact'; readonly draft: ContactDraft } | { readonly kind: 'plan'; readonly draft: PlanDraft };

/** The directory of notices and the plans of escalation: read by all who handle alarms, changed by right. */
export const EscalationDesk = (): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const mayEdit = holdsRight(useSlice('session', selectPerson), 'alarm.rules');
  const { directory, reload } = useDirectory();
  const [open, setOpen] = useState<Open | null>(null);
  if (directory === null) return <EmptyNote title={t('escalation:loading')} />;
  if (!directory.ok) {
    return (
      <EmptyNote title={sentence(directory.error)}>
        <Button onClick={reload}>{t('escalation:desk.retry')}</Button>
      </EmptyNote>
    );
  }
  const { contacts, plans } = directory.value;
  const changed = (): void => {
    setOpen(null);
    reload();
  };
  const add = (what: Open, label: string): ReactNode =>
    mayEdit && (
      <Button
        onClick={() => {
          setOpen(what);
        }}
      >
        <Plus size={16} aria-hidden />
        {label}
      </Button>
    );
  return (
    <section className={styles['desk']} aria-label={t('escalation:desk.title')}>
      <div className={styles['lists']}>
        {!mayEdit && <p className={styles['muted']}>{t('escalation:desk.readOnly')}</p>}
        <div className={styles['head']}>
          <h2>{t('escalation:desk.plans')}</h2>
          {add({ kind: 'plan', draft: NEW_PLAN }, t('escalation:desk.newPlan'))}
        </div>
        <p className={styles['muted']}>{t('escalation:plan.order')}</p>
        <PlanList
          plans={plans}
          openId={open?.kind === 'plan' ? open.draft.id : null}
          onOpen={(draft) => {
            setOpen({ kind: 'plan', draft });
          }}
        />
        <div className={styles['head']}>
          <h2>{t('escalation:desk.contacts')}</h2>
          {add({ kind: 'contact', draft: NEW_CONTACT }, t('escalation:desk.newContact'))}
        </div>
        <ContactList
          contacts={contacts}
          openId={open?.kind === 'contact' ? open.draft.id : null}
          onOpen={(draft) => {
            setOpen({ kind: 'contact', draft });
          }}
        />
      </div>
      <div className={styles['beside']}>
        {open === null && <EmptyNote title={t('escalation:desk.choose')} />}
        {open?.kind === 'contact' && <ContactForm key={`contact ${open.draft.id ?? ''}`} given={open.draft} contacts={contacts} mayEdit={mayEdit} onDone={changed} />}
        {open?.kind === 'plan' && <PlanForm key={`plan ${open.draft.id ?? ''}`} given={open.draft} mayEdit={mayEdit} onDone={changed} />}
      </div>
    </section>
  );
};

import { useCallback, useEffect, useState } from 'react';
import type { Contact, EscalationPlan } from '@contract/domain/escalation.ts';
import { ok, type AppError, type Result } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useListRevision } from '../../state/use-list-revision.ts';

/** The server's directory of notices and its plans. */
export interface NoticeDirectory {
  readonly contacts: readonly Contact[];
  readonly plans: readonly EscalationPlan[];
}

/** Null: not read yet. Read anew after a change (`reload`), when the server says that others changed it, and when it is back. */
export function useDirectory(): { readonly directory: Result<NoticeDirectory> | null; readonly reload: () => void } {
  const { escalation } = useCommands();
  const [directory, setDirectory] = useState<Result<NoticeDirectory> | null>(null);
  const [asked, setAsked] = useState(0);
  const revision = useListRevision('contacts', 'plans');
  useEffect(() => {
    let isGone = false;
    void Promise.all([escalation.contacts(), escalation.plans()]).then(([contacts, plans]) => {
      if (isGone) return;
      const failed = (error: AppError): Result<NoticeDirectory> => ({ ok: false, error });
      const read = contacts.ok ? (plans.ok ? ok({ contacts: contacts.value, plans: plans.value }) : failed(plans.error)) : failed(contacts.error);
      // What was read stays, with the form beside it, while the server is away.
      setDirectory((was) => (!read.ok && was?.ok === true ? was : read));
    });
    return () => {
      isGone = true;
    };
  }, [escalation, asked, revision]);
  const reload = useCallback(() => {
    setAsked((count) => count + 1);
  }, []);
  return { directory, reload };
}

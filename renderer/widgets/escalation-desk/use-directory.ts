import { useCallback, useEffect, useState } from 'react';
import type { Contact, EscalationPlan } from '@contract/domain/escalation.ts';
import { ok, type AppError, type Result } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';

/** The server's directory of notices and its plans. */
export interface NoticeDirectory {
  readonly contacts: readonly Contact[];
  readonly plans: readonly EscalationPlan[];
}

/** Null: not read yet. `reload` after a change. */
export function useDirectory(): { readonly directory: Result<NoticeDirectory> | null; readonly reload: () => void } {
  const { escalation } = useCommands();
  const [directory, setDirectory] = useState<Result<NoticeDirectory> | null>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isGone = false;
    void Promise.all([escalation.contacts(), escalation.plans()]).then(([contacts, plans]) => {
      if (isGone) return;
      const failed = (error: AppError): Result<NoticeDirectory> => ({ ok: false, error });
      setDirectory(contacts.ok ? (plans.ok ? ok({ contacts: contacts.value, plans: plans.value }) : failed(plans.error)) : failed(contacts.error));
    });
    return () => {
      isGone = true;
    };
  }, [escalation, asked]);
  const reload = useCallback(() => {
    setAsked((count) => count + 1);
  }, []);
  return { directory, reload };
}

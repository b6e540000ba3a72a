import type { ReactNode } from 'react';
import type { Procedure } from '@contract/domain/procedure.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './procedure-editor.module.css';

/** Names one version of a procedure: a draft stands beside the version in use. */
export const versionKey = ({ id, version, state }: Procedure): string => `${id} ${String(version)} ${state}`;

const ORDER = { published: 0, draft: 1, retired: 2 } as const;

interface ProcedureListProps {
  readonly procedures: readonly Procedure[];
  readonly chosen: string | null;
  readonly onChoose: (procedure: Procedure) => void;
}

/** All versions the server lists: by name, those in use first. */
export const ProcedureList = ({ procedures, chosen, onChoose }: ProcedureListProps): ReactNode => {
  const t = useText();
  const sorted = [...procedures].sort((one, other) => Number(one.state === 'retired') - Number(other.state === 'retired') || one.name.localeCompare(other.name, 'vi') || ORDER[one.state] - ORDER[other.state]);
  return (
    <ul className={styles['list']} aria-label={t('procedures:desk.list')}>
      {sorted.map((procedure) => {
        const key = versionKey(procedure);
        return (
          <li key={key}>
            <button
              type="button"
              className={styles['listed']}
              aria-current={key === chosen}
              data-state={procedure.state}
              onClick={() => {
                onChoose(procedure);
              }}
            >
              <span className={styles['listedName']}>{procedure.name}</span>
              <span className={styles['muted']}>{t('procedures:desk.versionOf', { state: t(`procedures:desk.state.${procedure.state}`), version: procedure.version })}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};

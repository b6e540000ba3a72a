import { useState, type ReactNode } from 'react';
import { FileDown, FolderPlus } from 'lucide-react';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import type { GroupId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { inNameOrder } from '../../state/selectors/shared-lists.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { carriedCamera, carries, carry } from '../../ui/drag-data.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { SharedRow } from '../../ui/shared-row.tsx';
import { useDropTarget } from '../../ui/use-drop-target.ts';
import { GroupQuestionForm } from './group-question.tsx';
import { useGroupActs, type GroupQuestion } from './use-group-acts.ts';
import type { GroupImport } from './use-import.ts';
import styles from './camera-groups.module.css';

interface Asking {
  readonly group: GroupId;
  readonly question: GroupQuestion;
}

/** Private and shared groups, by name. */
export const GroupList = ({ groupImport }: { readonly groupImport: GroupImport }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const { openFindForm } = useViewActions();
  const groups = useSlice('groups', selectRecords);
  const canEdit = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'group.edit'));
  const [asking, setAsking] = useState<Asking | null>(null);
  const sorted = inNameOrder(groups.values(), nameCollator(language));
  return (
    <>
      {canEdit && (
        <div className={styles['bar']}>
          <Button
            onClick={() => {
              openFindForm({ kind: 'group', cameras: [] });
            }}
          >
            <FolderPlus size={16} aria-hidden />
            {t('find:group.new')}
          </Button>
          <Button
            className={styles['import']}
            title={t('find:group.importTip')}
            onClick={() => {
              groupImport.begin(null);
            }}
          >
            <FileDown size={16} aria-hidden />
            <span className={styles['cut']}>{t('find:group.import')}</span>
          </Button>
        </div>
      )}
      {sorted.length === 0 ? (
        <EmptyNote title={t('find:group.none')}>
          <p>{t(canEdit ? 'find:group.noneHint' : 'find:group.noneHintView')}</p>
        </EmptyNote>
      ) : (
        <ul className={styles['list']} aria-label={t('find:group.title')}>
          {sorted.map((group) =>
            asking?.group === group.id ? (
              <li key={group.id}>
                <GroupQuestionForm
                  group={group}
                  question={asking.question}
                  onClose={() => {
                    setAsking(null);
                  }}
                />
              </li>
            ) : (
              <GroupLine
                key={group.id}
                group={group}
                groupImport={groupImport}
                onAsk={(question) => {
                  setAsking({ group: group.id, question });
                }}
              />
            ),
          )}
        </ul>
      )}
    </>
  );
};

const GroupLine = ({ group, groupImport, onAsk }: { readonly group: CameraGroup; readonly groupImport: GroupImport; readonly onAsk: (question: GroupQuestion) => void }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { addToGroup } = useCommands();
  const { showGroup } = useViewActions();
  const { canChange, items } = useGroupActs(group, groupImport, onAsk);
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => canChange && carries(transfer, 'camera'),
    onDrop: (transfer) => {
      const camera = carriedCamera(transfer);
      if (camera !== null) addToGroup(group, [camera]);
    },
  });
  const { name, cameras } = group;
  const total = format(cameras.length);
  return (
    <SharedRow
      {...handlers}
      draggable={cameras.length > 0}
      onDragStart={(event) => {
        carry(event.dataTransfer, { group: group.id }, 'copy');
      }}
      item={group}
      caption={isOver ? t('find:group.drop', { name }) : t('live:cameras.found', { total })}
      openLabel={t('find:group.open', { name, total })}
      moreLabel={t('find:group.more', { name })}
      items={items}
      isOver={isOver}
      onOpen={() => {
        showGroup(group.id);
      }}
    />
  );
};

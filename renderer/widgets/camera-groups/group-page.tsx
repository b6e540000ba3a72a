import { useMemo, useState, type ReactNode } from 'react';
import { ArrowLeft, EllipsisVertical } from 'lucide-react';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { resultRows } from '../../state/selectors/camera-rows.ts';
import { useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carriedCamera, carries } from '../../ui/drag-data.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Menu, type MenuPoint } from '../../ui/menu.tsx';
import { SharedMarks } from '../../ui/shared-row.tsx';
import { useDropTarget } from '../../ui/use-drop-target.ts';
import { AllActs } from '../camera-results/index.ts';
import { CameraTree } from '../camera-tree/index.ts';
import { GroupQuestionForm } from './group-question.tsx';
import { useGroupActs, type GroupQuestion } from './use-group-acts.ts';
import type { GroupImport } from './use-import.ts';
import styles from './camera-groups.module.css';

/** The cameras of a group: open, take out, add by drag; and what can be done with the whole group. */
export const GroupPage = ({ group, groupImport }: { readonly group: CameraGroup; readonly groupImport: GroupImport }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { openCamera, addToGroup, removeFromGroup } = useCommands();
  const { showGroup } = useViewActions();
  const [question, setQuestion] = useState<GroupQuestion | null>(null);
  const [menuAt, setMenuAt] = useState<MenuPoint | null>(null);
  const { canChange, items } = useGroupActs(group, groupImport, setQuestion);
  const { name, cameras } = group;
  const rows = useMemo(() => resultRows(cameras), [cameras]);
  const { isOver, handlers } = useDropTarget({
    accepts: (transfer) => canChange && carries(transfer, 'camera'),
    onDrop: (transfer) => {
      const camera = carriedCamera(transfer);
      if (camera !== null && !cameras.includes(camera)) addToGroup(group, [camera]);
    },
  });
  return (
    <section {...handlers} className={classNames(styles['page'], isOver && styles['over'])} aria-label={name}>
      <header className={styles['pageHead']}>
        <IconButton
          label={t('find:group.back')}
          onClick={() => {
            showGroup(null);
          }}
        >
          <ArrowLeft size={16} aria-hidden />
        </IconButton>
        <span className={styles['pageWords']}>
          <h3 className={styles['pageName']} title={name}>
            {name}
          </h3>
          <span className={styles['pageCaption']}>
            {t('live:cameras.found', { total: format(cameras.length) })} <SharedMarks item={group} />
          </span>
        </span>
        <AllActs label={t('find:act.allOn', { name })} cameras={cameras} total={cameras.length} />
        <IconButton
          label={t('find:group.more', { name })}
          aria-haspopup="menu"
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            setMenuAt({ xPx: left, yPx: bottom + 4 });
          }}
        >
          <EllipsisVertical size={16} aria-hidden />
        </IconButton>
      </header>
      {question !== null && (
        <GroupQuestionForm
          group={group}
          question={question}
          onClose={() => {
            setQuestion(null);
          }}
        />
      )}
      {rows.length === 0 ? (
        <div className={styles['none']} role="status">
          <p className={styles['noneTitle']}>{t('find:group.empty')}</p>
          {canChange && <p>{t('find:group.emptyHint')}</p>}
        </div>
      ) : (
        <CameraTree
          rows={rows}
          label={t('find:group.cameras', { name })}
          group={group}
          {...(canChange && {
            onRemove: (camera) => {
              removeFromGroup(group, camera);
            },
          })}
          onOpen={openCamera}
          onExpand={() => undefined}
          onLeaveUp={() => undefined}
        />
      )}
      {menuAt !== null && (
        <Menu
          label={name}
          at={menuAt}
          items={items}
          onClose={() => {
            setMenuAt(null);
          }}
        />
      )}
    </section>
  );
};

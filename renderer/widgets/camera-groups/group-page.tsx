import { useMemo, useState, type ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { resultRows } from '../../state/selectors/camera-rows.ts';
import { useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { carriedCamera, carries } from '../../ui/drag-data.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Menu } from '../../ui/menu.tsx';
import { MoreButton } from '../../ui/more-button.tsx';
import { useMenuPlace } from '../../ui/use-menu-place.ts';
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
  const menu = useMenuPlace();
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
        <MoreButton label={t('find:group.more', { name })} menu={menu} />
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
        <EmptyNote title={t('find:group.empty')}>{canChange && <p>{t('find:group.emptyHint')}</p>}</EmptyNote>
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
      {menu.at !== null && (
        <Menu
          label={name}
          at={menu.at}
          items={items}
          onClose={menu.close}
        />
      )}
    </section>
  );
};

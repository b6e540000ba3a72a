import { useState, type ReactNode } from 'react';
import type { CameraGroup } from '@contract/domain/camera-group.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { ShareForm } from '../../ui/share-form.tsx';
import { RemoveQuestion } from '../../ui/shared-row.tsx';
import type { GroupQuestion } from './use-group-acts.ts';

interface GroupQuestionProps {
  readonly group: CameraGroup;
  readonly question: GroupQuestion;
  readonly onClose: () => void;
}

/** Another name for a group and whether it is shared, or whether it is really to be removed. */
export const GroupQuestionForm = ({ group, question, onClose }: GroupQuestionProps): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const commands = useCommands();
  const canShare = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'group.share'));
  const { id, name, shared, cameras } = group;
  // What others make of it while the form is open is joined with what is saved, not undone.
  const [begun] = useState(group);
  if (question === 'rename') {
    return (
      <ShareForm
        title={t('find:group.rename')}
        nameLabel={t('find:group.name')}
        nameMissing={t('errors:group/name-missing')}
        start={{ name: begun.name, shared: begun.shared }}
        canShare={canShare}
        onSave={(values) => commands.saveGroup({ group: id, cameras: begun.cameras, baseEtag: begun.etag, ...values })}
        onClose={onClose}
      />
    );
  }
  return (
    <RemoveQuestion
      question={t(shared ? 'find:group.removeAskShared' : 'find:group.removeAsk', { name, total: format(cameras.length) })}
      onKeep={onClose}
      onRemove={() => {
        onClose();
        commands.removeGroup(id);
      }}
    />
  );
};

import type { ReactNode } from 'react';
import { groupId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { askedQuery } from '../../state/selectors/camera-filter.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { ShareForm } from '../../ui/share-form.tsx';
import { useQueryWords } from './query-words.ts';

/** Where the name of a new group, or of the search in sight, is asked for; nothing while neither is. */
export const FindFormPlace = (): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const commands = useCommands();
  const queryWords = useQueryWords();
  const { openFindForm, showGroup, tell } = useViewActions();
  const form = useView((view) => view.findForm);
  const query = useView((view) => view.query);
  const canShare = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'group.share'));
  const close = (): void => {
    openFindForm(null);
  };
  if (form === null) return null;
  if (form.kind === 'search') {
    const asked = askedQuery(query);
    return (
      <ShareForm
        key="search"
        title={t('find:saved.save')}
        nameLabel={t('find:saved.name')}
        nameMissing={t('errors:search/name-missing')}
        start={{ name: queryWords(asked), shared: false }}
        canShare={canShare}
        onSave={async (values) => {
          const saved = await commands.saveSearch({ search: null, query: asked, ...values });
          if (saved.ok) tell({ kind: 'search-saved', name: values.name });
          return saved;
        }}
        onClose={close}
      />
    );
  }
  const { cameras } = form;
  return (
    <ShareForm
      key="group"
      title={cameras.length === 0 ? t('find:group.new') : t('find:group.newOf', { total: format(cameras.length) })}
      nameLabel={t('find:group.name')}
      nameMissing={t('errors:group/name-missing')}
      start={{ name: '', shared: false }}
      canShare={canShare}
      onSave={async (values) => {
        const saved = await commands.saveGroup({ group: null, cameras, ...values });
        if (!saved.ok) return saved;
        if (cameras.length > 0) tell({ kind: 'group-added', name: values.name, cameras: cameras.length });
        else showGroup(groupId(saved.value.group));
        return saved;
      }}
      onClose={close}
    />
  );
};

import { useState, type ReactNode } from 'react';
import { PencilLine, Search, Trash2 } from 'lucide-react';
import type { SavedSearch } from '@contract/domain/camera-group.ts';
import type { SearchId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { nameCollator } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { inNameOrder, mayChangeShared } from '../../state/selectors/shared-lists.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { carry } from '../../ui/drag-data.ts';
import { EmptyNote } from '../../ui/empty-note.tsx';
import type { MenuItem } from '../../ui/menu.tsx';
import { ShareForm } from '../../ui/share-form.tsx';
import { RemoveQuestion, SharedRow } from '../../ui/shared-row.tsx';
import { useQueryWords } from './query-words.ts';
import styles from './saved-searches.module.css';

type Asking = { readonly search: SearchId; readonly what: 'rename' | 'remove' } | null;

/** Searches kept with their filters: ask again, rename, share, remove. */
export const SavedSearches = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const searches = useSlice('searches', selectRecords);
  const [asking, setAsking] = useState<Asking>(null);
  const sorted = inNameOrder(searches.values(), nameCollator(language));
  if (sorted.length === 0) {
    return (
      <EmptyNote title={t('find:saved.none')}>
        <p>{t('find:saved.noneHint')}</p>
      </EmptyNote>
    );
  }
  return (
    <ul className={styles['list']} aria-label={t('find:saved.title')}>
      {sorted.map((search) => (
        <SearchLine key={search.id} search={search} asking={asking?.search === search.id ? asking.what : null} onAsk={setAsking} />
      ))}
    </ul>
  );
};

const SearchLine = ({ search, asking, onAsk }: { readonly search: SavedSearch; readonly asking: 'rename' | 'remove' | null; readonly onAsk: (asking: Asking) => void }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { ask } = useViewActions();
  const person = useSlice('session', selectPerson);
  const queryWords = useQueryWords();
  const { id, name, shared, query } = search;
  const close = (): void => {
    onAsk(null);
  };
  if (asking === 'remove') {
    return (
      <li>
        <RemoveQuestion
          question={t(shared ? 'find:saved.removeAskShared' : 'find:saved.removeAsk', { name })}
          onKeep={close}
          onRemove={() => {
            close();
            commands.removeSearch(id);
          }}
        />
      </li>
    );
  }
  if (asking === 'rename') {
    return (
      <li>
        <RenameSearch search={search} onClose={close} />
      </li>
    );
  }
  const run = (): void => {
    ask(query);
  };
  const items: MenuItem[] = [{ id: 'run', label: t('find:saved.run', { name }), icon: Search, act: run }];
  if (mayChangeShared(person, search)) {
    items.push(
      { id: 'rename', label: t('find:saved.rename'), icon: PencilLine, isApart: true, act: () => { onAsk({ search: id, what: 'rename' }); } },
      { id: 'remove', label: t('find:saved.remove'), icon: Trash2, act: () => { onAsk({ search: id, what: 'remove' }); } },
    );
  }
  return (
    <SharedRow
      draggable
      onDragStart={(event) => {
        carry(event.dataTransfer, { search: id }, 'copy');
      }}
      item={search}
      caption={queryWords(query)}
      openLabel={t('find:saved.run', { name })}
      moreLabel={t('find:saved.more', { name })}
      items={items}
      onOpen={run}
    />
  );
};

const RenameSearch = ({ search, onClose }: { readonly search: SavedSearch; readonly onClose: () => void }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const canShare = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'group.share'));
  // What others make of it while the form is open is joined with what is saved, not undone.
  const [{ id, name, shared, query, etag }] = useState(search);
  return (
    <ShareForm
      title={t('find:saved.rename')}
      nameLabel={t('find:saved.name')}
      nameMissing={t('errors:search/name-missing')}
      start={{ name, shared }}
      canShare={canShare}
      onSave={(values) => commands.saveSearch({ search: id, query, baseEtag: etag, ...values })}
      onClose={onClose}
    />
  );
};

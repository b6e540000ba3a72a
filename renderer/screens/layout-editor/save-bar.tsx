import { useState, type Dispatch, type ReactNode } from 'react';
import { CopyPlus, Lock, MonitorUp, Save, Share2 } from 'lucide-react';
import { DESK_SURFACE, type LayoutId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { isChanged, type Editor, type EditorAct } from './editor-model.ts';
import styles from './layout-editor-screen.module.css';

export type SaveKind = 'save' | 'copy';

/** Saves the draft of an editor. The answer is the layout's id, or null and a sentence in `problem`. */
export function useSave(editor: Editor, dispatch: Dispatch<EditorAct>): {
  readonly problem: string | null;
  readonly isBusy: boolean;
  readonly forgetProblem: () => void;
  readonly save: (kind: SaveKind) => Promise<LayoutId | null>;
} {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const person = useSlice('session', selectPerson);
  const layouts = useSlice('layouts', selectRecords);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const save = async (kind: SaveKind): Promise<LayoutId | null> => {
    const { form } = editor;
    const draft = editor.history.now;
    const name = form.name.trim();
    const base = kind === 'save' && editor.base !== null && layouts.has(editor.base) ? editor.base : null;
    const isTaken = [...layouts.values()].some((layout) => layout.name === name && layout.ownerId === person?.id && layout.id !== base);
    if (name === '') setProblem(t('errors:layout/name-missing'));
    else if (isTaken) setProblem(t('editor:save.nameTaken', { name }));
    else {
      setBusy(true);
      const answer = await commands.saveLayout({ ...form, name, from: { arrangement: { ...draft.arrangement, tiles: [...draft.arrangement.tiles] }, contents: [...draft.contents] }, replace: base, ...(base !== null && { baseEtag: editor.baseEtag }) });
      setBusy(false);
      if (answer.ok) {
        setProblem(null);
        dispatch({ kind: 'saved', base: answer.value.layout, draft, form });
        return answer.value.layout;
      }
      setProblem(answer.error.code === 'layout/conflict' ? `${sentence(answer.error)} ${t('editor:save.conflictWhere')}` : sentence(answer.error));
    }
    return null;
  };
  return { problem, isBusy, save, forgetProblem: () => { setProblem(null); } };
}

interface SaveBarProps {
  readonly editor: Editor;
  readonly dispatch: Dispatch<EditorAct>;
  readonly saving: ReturnType<typeof useSave>;
}

/** Says that a layout is being edited, and which; name, sharing, lock, saving. */
export const SaveBar = ({ editor, dispatch, saving }: SaveBarProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const person = useSlice('session', selectPerson);
  const { form, base } = editor;
  const { problem, isBusy, save, forgetProblem } = saving;
  const show = async (): Promise<void> => {
    const layout = isChanged(editor) || base === null ? await save('save') : base;
    if (layout !== null) commands.applyLayout(DESK_SURFACE, layout);
  };
  const check = (key: 'shared' | 'locked', Icon: typeof Lock): ReactNode => (
    <label className={styles['check']}>
      <input type="checkbox" checked={form[key]} onChange={(event) => { dispatch({ kind: 'form', form: { [key]: event.target.checked } }); }} />
      <Icon size={16} aria-hidden />
      {t(`editor:save.${key}`)}
    </label>
  );
  return (
    <header className={styles['bar']}>
      <strong className={styles['banner']}>{t('editor:banner')}</strong>
      <label className={styles['nameLabel']}>
        {t('editor:save.name')}
        <input
          className={classNames('field-box', styles['nameField'])}
          value={form.name}
          maxLength={100}
          autoComplete="off"
          aria-invalid={problem !== null}
          onChange={(event) => {
            dispatch({ kind: 'form', form: { name: event.target.value } });
            forgetProblem();
          }}
        />
      </label>
      {holdsRight(person, 'layout.share') && check('shared', Share2)}
      {check('locked', Lock)}
      <span className={styles['state']} role="status">
        {isChanged(editor) ? t('editor:save.unsaved') : base === null ? '' : t('editor:save.saved')}
      </span>
      <Button look="primary" disabled={isBusy} title={`${t('editor:save.save')} (Ctrl S)`} onClick={() => { void save('save'); }}>
        <Save size={16} aria-hidden />
        {t('editor:save.save')}
      </Button>
      <Button disabled={isBusy || base === null} title={t('editor:save.copyHint')} onClick={() => { void save('copy'); }}>
        <CopyPlus size={16} aria-hidden />
        {t('editor:save.copy')}
      </Button>
      <Button disabled={isBusy} onClick={() => { void show(); }}>
        <MonitorUp size={16} aria-hidden />
        {t('editor:save.show')}
      </Button>
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
    </header>
  );
};

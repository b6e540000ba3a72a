import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { RotateCcw, X } from 'lucide-react';
import { SHORTCUTS, type Shortcut } from '../../commands/catalogue.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { bindingOf, bindingWords, type Binding } from '../../commands/key-binding.ts';
import { isFreeToGive, withKey, withoutKey, withUsualKey, type KeyChanges } from '../../commands/key-map.ts';
import { useCommandWords } from '../../commands/use-command-words.ts';
import { useKeyChanges, useKeyMap } from '../../commands/use-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import styles from './key-table.module.css';

/** What is going on with one command. */
type Recording =
  | { readonly kind: 'waiting'; readonly id: string }
  | { readonly kind: 'taken'; readonly id: string; readonly binding: Binding; readonly by: Shortcut }
  | { readonly kind: 'not-free'; readonly id: string; readonly binding: Binding };

/** All commands with their keys: press a key to change one, swap with another command, take the usual ones back. */
export const KeyTable = (): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const words = useCommandWords();
  const changes = useKeyChanges();
  const { keysOf } = useKeyMap();
  const [recording, setRecording] = useState<Recording | null>(null);
  const [asksAll, setAsksAll] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const keep = async (next: KeyChanges): Promise<void> => {
    setRecording(null);
    setAsksAll(false);
    const answer = await commands.setKeys(Object.keys(next).length === 0 ? null : next);
    setProblem(answer.ok ? null : sentence(answer.error));
  };
  const give = (id: string, binding: Binding, swap: boolean): void => {
    const answer = withKey(changes, id, binding, swap);
    if (answer.kind === 'changed') void keep(answer.changes);
    else setRecording(answer.kind === 'taken' ? { kind: 'taken', id, binding, by: answer.by } : { kind: 'not-free', id, binding });
  };
  const onKeyDown = (event: KeyboardEvent, id: string): void => {
    if (recording?.kind !== 'waiting' || recording.id !== id || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    const binding = bindingOf(event);
    if (binding === 'Escape') setRecording(null);
    else if (binding !== null && isFreeToGive(binding)) give(id, binding, false);
    else if (binding !== null) setRecording({ kind: 'not-free', id, binding });
  };
  return (
    <div className={styles['table']}>
      <p className={styles['note']}>{t('editor:keys.changeHint')}</p>
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <ul className={styles['rows']} data-own-keys="">
        {SHORTCUTS.filter(({ isFixed }) => !isFixed).map((shortcut) => {
          const { id } = shortcut;
          const name = words(shortcut);
          const binding = keysOf.get(id)?.[0];
          const shown = binding === undefined ? t('editor:keys.noKey') : bindingWords(binding);
          const state = recording?.id === id ? recording : null;
          return (
            <li key={id} className={styles['row']} data-command={id}>
              <span className={styles['name']}>{name}</span>
              <button
                type="button"
                className={styles['key']}
                aria-label={state?.kind === 'waiting' ? t('editor:keys.press', { name }) : t('editor:keys.changeOne', { name, key: shown })}
                aria-pressed={state?.kind === 'waiting'}
                onClick={() => {
                  setRecording(state?.kind === 'waiting' ? null : { kind: 'waiting', id });
                }}
                onKeyDown={(event) => {
                  onKeyDown(event, id);
                }}
                onBlur={() => {
                  if (state?.kind === 'waiting') setRecording(null);
                }}
              >
                {state?.kind === 'waiting' ? t('editor:keys.pressShort') : shown}
              </button>
              <IconButton
                label={t('editor:keys.removeOne', { name })}
                disabled={binding === undefined}
                onClick={() => {
                  void keep(withoutKey(changes, id));
                }}
              >
                <X size={16} aria-hidden />
              </IconButton>
              <IconButton
                label={t('editor:keys.resetOne', { name })}
                disabled={!Object.hasOwn(changes, id)}
                onClick={() => {
                  void keep(withUsualKey(changes, id));
                }}
              >
                <RotateCcw size={16} aria-hidden />
              </IconButton>
              {state?.kind === 'taken' && (
                <div className={styles['conflict']} role="alert">
                  <p>{t('editor:keys.taken', { key: bindingWords(state.binding), name: words(state.by) })}</p>
                  <Button
                    onClick={() => {
                      give(id, state.binding, true);
                    }}
                  >
                    {t('editor:keys.swap')}
                  </Button>
                  <Button
                    autoFocus
                    onClick={() => {
                      setRecording(null);
                    }}
                  >
                    {t('common:action.keep')}
                  </Button>
                </div>
              )}
              {state?.kind === 'not-free' && (
                <p className={styles['conflict']} role="alert">
                  {t('editor:keys.notFree', { key: bindingWords(state.binding) })}
                </p>
              )}
            </li>
          );
        })}
      </ul>
      {asksAll ? (
        <div className={styles['conflict']} role="alert">
          <p>{t('editor:keys.resetAllConfirm')}</p>
          <Button
            look="danger"
            onClick={() => {
              void keep({});
            }}
          >
            {t('editor:keys.resetAll')}
          </Button>
          <Button
            autoFocus
            onClick={() => {
              setAsksAll(false);
            }}
          >
            {t('common:action.keep')}
          </Button>
        </div>
      ) : (
        <Button
          disabled={Object.keys(changes).length === 0}
          onClick={() => {
            setAsksAll(true);
          }}
        >
          <RotateCcw size={16} aria-hidden />
          {t('editor:keys.resetAll')}
        </Button>
      )}
    </div>
  );
};

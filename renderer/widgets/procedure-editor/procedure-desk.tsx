import { useState, type ReactNode } from 'react';
import { FileDown, FileUp, Plus } from 'lucide-react';
import { checkProcedure } from '@contract/domain/procedure-check.ts';
import type { Procedure } from '@contract/domain/procedure.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import { procedureId, utcMs } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { contentOf, draftOf, newDraft, type ProcedureDraft } from './draft.ts';
import { ProcedureForm } from './procedure-form.tsx';
import { ProcedureList, versionKey } from './procedure-list.tsx';
import { ProcedureView } from './procedure-view.tsx';
import { TestRun } from './test-run.tsx';
import { useProcedures } from './use-procedures.ts';
import styles from './procedure-editor.module.css';

/** What is being done with the chosen procedure. */
type Work = { readonly kind: 'look' } | { readonly kind: 'edit'; readonly draft: ProcedureDraft; readonly isChanged: boolean } | { readonly kind: 'test'; readonly procedure: Procedure; readonly back: Work };

/** A draft as a procedure, to be checked and tried. */
const asProcedure = (draft: ProcedureDraft): Procedure => ({ ...contentOf(draft), id: draft.id ?? procedureId('draft'), version: 1, state: 'draft', changedBy: '', changedUtcMs: utcMs(0), etag: draft.etag });

/** Procedures of the server: look, write, try, publish, end, and files. */
export const ProcedureDesk = (): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const { procedures: commands } = useCommands();
  const list = useProcedures();
  const mayEdit = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'procedure.edit')) && !list.isCached;
  const mayPublish = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'procedure.publish')) && !list.isCached;
  const [chosen, setChosen] = useState<string | null>(null);
  const [work, setWork] = useState<Work>({ kind: 'look' });
  const [problem, setProblem] = useState<string | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const procedure = list.procedures?.find((each) => versionKey(each) === chosen);
  const fail = (error: AppError): void => {
    setNote(null);
    setProblem(sentence(error));
  };
  const choose = (next: Procedure): void => {
    setChosen(versionKey(next));
    setWork({ kind: 'look' });
    setProblem(null);
    setNote(null);
  };
  /** Shows what came of an act: the list anew, and the version it made. */
  const finish = async (answer: Result<Procedure>, words: (done: Procedure) => string): Promise<void> => {
    if (!answer.ok) return fail(answer.error);
    await list.reload();
    choose(answer.value);
    setNote(words(answer.value));
  };
  const save = async (draft: ProcedureDraft): Promise<void> => finish(await commands.save(contentOf(draft), draft.id, draft.etag), () => t('procedures:desk.saved'));
  const importFile = async (): Promise<void> => {
    const answer = await commands.importFile();
    if (!answer.ok) return fail(answer.error);
    if (answer.value !== null) await finish({ ok: true, value: answer.value }, () => t('procedures:desk.imported'));
  };
  const exportFile = async (of: Procedure): Promise<void> => {
    const answer = await commands.exportFile(of.id, of.version);
    if (!answer.ok) return fail(answer.error);
    if (answer.value !== null) setNote(t('procedures:desk.exported', { file: answer.value.file }));
  };
  const retire = async (of: Procedure): Promise<void> => {
    const answer = await commands.retire(of.id, of.etag);
    if (!answer.ok) return fail(answer.error);
    await list.reload();
    setChosen(null);
    setNote(t('procedures:desk.retired'));
  };
  const isBusyEditing = work.kind === 'edit' && work.isChanged;

  return (
    <div className={styles['desk']}>
      <aside className={styles['side']}>
        {mayEdit && (
          <div className={styles['sideActs']}>
            <Button
              disabled={isBusyEditing}
              onClick={() => {
                setChosen(null);
                setProblem(null);
                setWork({ kind: 'edit', draft: newDraft(''), isChanged: true });
              }}
            >
              <Plus size={16} aria-hidden />
              {t('procedures:desk.new')}
            </Button>
            <Button disabled={isBusyEditing} onClick={() => void importFile()}>
              <FileUp size={16} aria-hidden />
              {t('procedures:desk.import')}
            </Button>
          </div>
        )}
        {list.isCached && <p className={styles['muted']}>{t('procedures:desk.cached')}</p>}
        {list.error !== null && <FormProblem problem={`${t('procedures:desk.notLoaded')} ${sentence(list.error)}`} />}
        {list.procedures?.length === 0 && <EmptyNote title={t('procedures:desk.none')} />}
        {list.procedures !== null && <ProcedureList procedures={list.procedures} chosen={chosen} onChoose={choose} />}
      </aside>
      <div className={styles['main']}>
        {note !== null && (
          <p className={styles['done']} role="status">
            {note}
          </p>
        )}
        <FormProblem problem={problem} />
        {work.kind === 'edit' && (
          <Writing
            draft={work.draft}
            isChanged={work.isChanged}
            onChange={(draft) => {
              setProblem(null);
              setWork({ kind: 'edit', draft, isChanged: true });
            }}
            onSave={() => void save(work.draft)}
            onTest={(tried) => {
              setWork({ kind: 'test', procedure: tried, back: work });
            }}
            onDiscard={() => {
              setWork({ kind: 'look' });
              setProblem(null);
            }}
          />
        )}
        {work.kind === 'test' && (
          <TestRun
            procedure={work.procedure}
            onEnd={() => {
              setWork(work.back);
            }}
          />
        )}
        {work.kind === 'look' &&
          (procedure === undefined ? (
            <EmptyNote>
              <p>{t('procedures:desk.pick')}</p>
            </EmptyNote>
          ) : (
            <ProcedureView
              key={chosen}
              procedure={procedure}
              mayEdit={mayEdit}
              mayPublish={mayPublish}
              onEdit={() => {
                setNote(null);
                setWork({ kind: 'edit', draft: draftOf(procedure), isChanged: false });
              }}
              onTest={() => {
                setWork({ kind: 'test', procedure, back: { kind: 'look' } });
              }}
              onPublish={async () => finish(await commands.publish(procedure.id, procedure.etag), ({ version }) => t('procedures:desk.published', { version }))}
              onRetire={() => retire(procedure)}
              exportButton={
                <Button onClick={() => void exportFile(procedure)}>
                  <FileDown size={16} aria-hidden />
                  {t('procedures:desk.export')}
                </Button>
              }
            />
          ))}
      </div>
    </div>
  );
};

interface WritingProps {
  readonly draft: ProcedureDraft;
  readonly isChanged: boolean;
  readonly onChange: (draft: ProcedureDraft) => void;
  readonly onSave: () => void;
  readonly onTest: (procedure: Procedure) => void;
  readonly onDiscard: () => void;
}

/** The form with what is wrong with it, and the ways out. */
const Writing = ({ draft, isChanged, onChange, onSave, onTest, onDiscard }: WritingProps): ReactNode => {
  const t = useText();
  const tried = asProcedure(draft);
  const problems = checkProcedure(tried);
  const whole = problems.filter(({ step }) => step === null);
  return (
    <>
      <div className={styles['bar']}>
        <Button look="primary" disabled={!isChanged} onClick={onSave}>
          {t('procedures:desk.save')}
        </Button>
        <Button
          disabled={problems.length > 0}
          onClick={() => {
            onTest(tried);
          }}
        >
          {t('procedures:desk.test')}
        </Button>
        <Button onClick={onDiscard}>{t('procedures:desk.discard')}</Button>
        <span className={styles['state']} role="status">
          {problems.length === 0 ? t('procedures:desk.sound') : t('procedures:desk.problems', { count: problems.length })}
        </span>
      </div>
      {whole.map(({ code }) => (
        <p key={code} className={styles['problem']}>
          {t(`procedures:problem.${code}`)}
        </p>
      ))}
      <ProcedureForm draft={draft} problems={problems} onChange={onChange} />
    </>
  );
};

import { useState, type ReactNode } from 'react';
import { Plus } from 'lucide-react';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import type { AppError, Result } from '@contract/domain/result.ts';
import { monitorKey, ruleId } from '@contract/domain/units.ts';
import { GIVE_BACK_S, type WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { byNumber, holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { newDraft, draftOf, type RuleDraft } from './rule-draft.ts';
import { RuleForm } from './rule-form.tsx';
import { RuleSection, type ListedRule } from './rule-section.tsx';
import { useRuleWords } from './rule-words.ts';
import { useRules } from './use-rules.ts';
import { WallRuleForm } from './wall-rule-form.tsx';
import styles from './rules-desk.module.css';

type Work = { readonly kind: 'look' } | { readonly kind: 'server' | 'local'; readonly draft: RuleDraft } | { readonly kind: 'wall'; readonly rule: WallAlarmRule; readonly isNew: boolean };

/** Rules over alarms: of the server, of this PC, and of its wall. Without the right they can be read. */
export const RulesDesk = (): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const words = useRuleWords();
  const { rules: commands } = useCommands();
  const { book, error, reload } = useRules();
  const mayRule = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'alarm.rules'));
  const mayWall = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'wall.control'));
  const monitors = useSlice('monitors', (replica) => replica.records);
  const [work, setWork] = useState<Work>({ kind: 'look' });
  const [problem, setProblem] = useState<string | null>(null);
  const close = (): void => {
    setWork({ kind: 'look' });
  };
  const begin = (next: Work): void => {
    setProblem(null);
    setWork(next);
  };
  const fail = (failed: AppError): void => {
    setProblem(sentence(failed));
  };
  const done = async (answer: Result<unknown>): Promise<Result<unknown>> => {
    if (answer.ok) await reload();
    return answer;
  };
  const act = async (asked: Promise<Result<unknown>>): Promise<void> => {
    setProblem(null);
    const answer = await done(await asked);
    if (!answer.ok) fail(answer.error);
  };
  if (book === null) return <EmptyNote title={error === null ? t('rules:loading') : sentence(error)} />;
  const isAway = book.server === null;
  const serverRows = (book.server ?? []).map((rule): ListedRule => ({
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    lines: words.of(rule),
    onEdit: () => { begin({ kind: 'server', draft: draftOf(rule) }); },
    onToggle: () => void act(commands.save({ ...rule, enabled: !rule.enabled })),
    onRemove: () => void act(commands.remove(rule.id, rule.etag)),
  }));
  const localRows = book.local.map((rule): ListedRule => ({
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    lines: words.of(rule),
    onEdit: () => { begin({ kind: 'local', draft: draftOf(rule) }); },
    onToggle: () => void act(commands.saveLocal({ ...rule, enabled: !rule.enabled })),
    onRemove: () => void act(commands.removeLocal(rule.id)),
  }));
  const wallRows = book.wall.map((rule): ListedRule => ({
    id: rule.id,
    name: rule.name,
    enabled: rule.enabled,
    lines: words.ofWall(rule),
    onEdit: () => { begin({ kind: 'wall', rule, isNew: false }); },
    onToggle: () => void act(commands.saveWall({ ...rule, enabled: !rule.enabled })),
    onRemove: () => void act(commands.removeWall(rule.id)),
  }));
  const newWallRule = (): WallAlarmRule => ({ id: ruleId(crypto.randomUUID()), name: '', enabled: true, kinds: [], priorityAtLeast: 1, monitor: byNumber(monitors)[0]?.id ?? monitorKey('?'), neighbours: 3, giveBack: { kind: 'seconds', seconds: GIVE_BACK_S.usual } });
  const saveRule = async (rule: AlarmRule): Promise<Result<unknown>> => done(await (work.kind === 'local' ? commands.saveLocal(rule) : commands.save(rule)));
  return (
    <div className={styles['desk']}>
      <div className={styles['side']}>
        <FormProblem problem={problem} />
        <RuleSection title={t('rules:section.server')} note={isAway ? t('rules:section.away') : t('rules:section.serverNote')} rules={serverRows} mayChange={mayRule && !isAway} none={isAway ? '' : t('rules:section.none')} add={mayRule && !isAway && <AddButton label={t('rules:section.addServer')} onClick={() => { begin({ kind: 'server', draft: newDraft() }); }} />} />
        <RuleSection title={t('rules:section.local')} note={t('rules:section.localNote')} rules={localRows} mayChange={mayRule} none={t('rules:section.none')} add={mayRule && <AddButton label={t('rules:section.addLocal')} onClick={() => { begin({ kind: 'local', draft: newDraft() }); }} />} />
        <RuleSection title={t('rules:section.wall')} note={t('rules:section.wallNote')} rules={wallRows} mayChange={mayWall} none={t('rules:section.none')} add={mayWall && <AddButton label={t('rules:section.addWall')} onClick={() => { begin({ kind: 'wall', rule: newWallRule(), isNew: true }); }} />} />
        {!mayRule && <p className={styles['muted']}>{t('rules:readOnly')}</p>}
      </div>
      <div className={styles['main']}>
        {work.kind === 'look' && <EmptyNote title={t('rules:choose')} />}
        {(work.kind === 'server' || work.kind === 'local') && <RuleForm key={`${work.kind} ${work.draft.id}`} start={work.draft} place={work.kind} mayTest={!isAway} onSave={saveRule} onClose={close} />}
        {work.kind === 'wall' && <WallRuleForm key={work.rule.id} start={work.rule} isNew={work.isNew} onSave={async (rule) => done(await commands.saveWall(rule))} onClose={close} />}
      </div>
    </div>
  );
};

const AddButton = ({ label, onClick }: { readonly label: string; readonly onClick: () => void }): ReactNode => (
  <Button onClick={onClick}>
    <Plus size={16} aria-hidden />
    {label}
  </Button>
);

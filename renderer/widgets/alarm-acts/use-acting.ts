import { useCallback, useRef, useState } from 'react';
import type { Alarm, AlarmAct } from '@contract/domain/alarm.ts';
import { isErrorCode } from '@contract/domain/error-code.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { alarmTitle, stateWords } from '../../ui/alarm-words.ts';
import { useErrorSentence, useNumberFormat } from '../../ui/error-sentence.ts';
import { inOrder, type Wish } from './act-offers.ts';

/** What came of acts, in a sentence, until the next. */
export interface ActResult {
  readonly isFailed: boolean;
  readonly words: string;
}

export interface Acting {
  readonly result: ActResult | null;
  readonly isBusy: boolean;
  readonly tell: (result: ActResult | null) => void;
  /** True when all were done, or wait in the outbox. At most 1,000 targets. */
  readonly perform: (wish: Wish, targets: readonly Alarm[], acts: readonly AlarmAct[]) => Promise<boolean>;
}

/** Does acts and says what came of them. `onTaken`: the alarms as they are after it. */
export function useActing(onTaken: (alarms: readonly Alarm[]) => void): Acting {
  const t = useText();
  const format = useNumberFormat();
  const sentence = useErrorSentence();
  const { alarms } = useCommands();
  const [result, tell] = useState<ActResult | null>(null);
  const [isBusy, setBusy] = useState(false);
  const underWay = useRef(new Set<string>());
  const perform = useCallback(
    async (wish: Wish, targets: readonly Alarm[], acts: readonly AlarmAct[]): Promise<boolean> => {
      // Pressed again before the answer: it is meant once.
      const pressed = JSON.stringify([acts, ...targets.map(({ id }) => id)]);
      if (underWay.current.has(pressed)) return false;
      const act = t(`alarms:act.${wish}`);
      const failedWords = (alarm: Alarm, code: string, current: Alarm | null): string => {
        const title = alarmTitle(t, current ?? alarm);
        if (code !== 'alarm/conflict' || current === null) return t('alarms:result.failed', { act, title, why: isErrorCode(code) ? t(`errors:${code}`) : code });
        const { life } = current;
        const state = stateWords(t, current);
        return life.kind === 'raised' ? t('alarms:result.conflictPlain', { state, title }) : t('alarms:result.conflict', { name: life.by.name, time: formatTime(life.utcMs), state, title });
      };
      setBusy(true);
      underWay.current.add(pressed);
      const answer = await alarms.act(targets.map((alarm) => ({ alarm: alarm.id, version: alarm.version, acts: inOrder(alarm, acts) })));
      underWay.current.delete(pressed);
      setBusy(underWay.current.size > 0);
      if (!answer.ok) {
        tell({ isFailed: true, words: sentence(answer.error) });
        return false;
      }
      const { queued, outcomes } = answer.value;
      onTaken(outcomes.flatMap(({ current }) => current ?? []));
      if (queued) {
        tell({ isFailed: false, words: t('alarms:result.queued', { act }) });
        return true;
      }
      const failed = outcomes.flatMap(({ alarm, code, current }) => {
        const target = targets.find(({ id }) => id === alarm);
        return code === null || target === undefined ? [] : [{ target, code, current }];
      });
      const [first] = failed;
      const [only] = targets;
      if (first !== undefined) {
        const some = t('alarms:result.some', { act, done: format(targets.length - failed.length), failed: format(failed.length) });
        tell({ isFailed: true, words: [targets.length > 1 && some, failedWords(first.target, first.code, first.current)].filter(Boolean).join(' ') });
      } else if (only !== undefined) {
        tell({ isFailed: false, words: targets.length === 1 ? t('alarms:result.done', { act, title: alarmTitle(t, only) }) : t('alarms:result.doneMany', { act, count: targets.length }) });
      }
      return failed.length === 0;
    },
    [alarms, onTaken, t, sentence, format],
  );
  return { result, isBusy, tell, perform };
}

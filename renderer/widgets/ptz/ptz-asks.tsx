import type { ReactNode } from 'react';
import { Hand } from 'lucide-react';
import type { PtzAsk } from '@contract/domain/ptz.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/form.tsx';
import { ASK_OPEN_MS, asksForMe } from './lease.ts';
import { useTold } from './use-told.ts';
import styles from './ptz-panel.module.css';

/** Others who ask the person here for the hand on a head, each with accept, decline and the time left. Nothing when nobody asks. */
export const PtzAsks = (): ReactNode => {
  const asks = useSlice('ptzAsks', selectRecords<PtzAsk>);
  return asks.size === 0 ? null : <OpenAsks asks={[...asks.values()]} />;
};

const OpenAsks = ({ asks }: { readonly asks: readonly PtzAsk[] }): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  const open = asksForMe(asks, nowUtcMs);
  if (open.length === 0) return null;
  return (
    <section className={styles['asks']} aria-label={t('ptz:asks.title')}>
      {open.map((ask) => (
        <AskCard key={ask.id} ask={ask} leftMs={ask.askedUtcMs + ASK_OPEN_MS - nowUtcMs} />
      ))}
    </section>
  );
};

const AskCard = ({ ask, leftMs }: { readonly ask: PtzAsk; readonly leftMs: number }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const record = useCameraRecord(ask.camera);
  const { problem, tell } = useTold();
  const { name, unitName } = ask.from;
  return (
    <article className={styles['ask']} role="alert" data-ask={ask.id}>
      <p className={styles['askWords']}>
        <Hand size={16} aria-hidden />
        <span>{t('ptz:asks.words', { who: unitName === '' ? name : t('ptz:who', { name, unit: unitName }), camera: record?.name ?? ask.camera, count: ask.minutes })}</span>
      </p>
      <p className={styles['reason']}>{t('ptz:asks.reason', { reason: ask.reason })}</p>
      <FormProblem problem={problem} />
      <div className={styles['acts']}>
        <Button
          look="primary"
          onClick={() => {
            void tell(ptz.answer(ask.id, true));
          }}
        >
          {t('ptz:asks.accept')}
        </Button>
        <Button
          onClick={() => {
            void tell(ptz.answer(ask.id, false));
          }}
        >
          {t('ptz:asks.decline')}
        </Button>
        {/* Counts down each second: not to be read out each time. */}
        <span className={styles['countdown']} aria-live="off">
          {t('ptz:asks.left', { left: formatCountdown(leftMs) })}
        </span>
      </div>
    </article>
  );
};

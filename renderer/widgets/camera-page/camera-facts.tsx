import type { ReactNode } from 'react';
import { Copy } from 'lucide-react';
import type { Camera } from '@contract/domain/camera.ts';
import { heightLayer } from '@contract/domain/height-layer.ts';
import type { StreamProfile } from '@contract/domain/stream.ts';
import { codecWord } from '../../lib/codec-word.ts';
import { formatDate, formatShortMoment, formatTenths, formatTime } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import { IconButton } from '../../ui/button.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { useCameraActs } from '../camera-results/index.ts';
import { ConditionMark } from './condition-mark.tsx';
import { Fact, PageSection } from './page-section.tsx';
import { positionWords, unitPath, useDurationWords } from './page-words.ts';
import styles from './camera-page.module.css';

/** All that the directory knows of a camera (HN 2.2.2). */
export const CameraFacts = ({ record }: { readonly record: Camera }): ReactNode => {
  const t = useText();
  const units = useSlice('units', selectRecords);
  const { copy } = useCameraActs();
  const { kind, type, purpose, position, tier, connection, analytics = [], tags = [], masks = [], streams } = record;
  const unknown = <span className={styles['unknown']}>{t('find:page.unknown')}</span>;
  return (
    <>
      <PageSection title={t('find:page.facts')}>
        <dl className={styles['facts']}>
          <Fact name={t('find:page.state')}>
            <StateFact record={record} />
          </Fact>
          <Fact name={t('find:page.number')}>{record.number}</Fact>
          <Fact name={t('find:page.code')}>{record.code ?? unknown}</Fact>
          <Fact name={t('find:page.address')}>{record.address ?? unknown}</Fact>
          <Fact name={t('find:page.position')}>
            {position === undefined ? (
              unknown
            ) : (
              <span className={styles['copyable']}>
                {positionWords(position)}
                <IconButton
                  label={t('find:page.copyPosition')}
                  onClick={() => {
                    copy(positionWords(position));
                  }}
                >
                  <Copy size={14} aria-hidden />
                </IconButton>
              </span>
            )}
          </Fact>
          <Fact name={t('find:page.unit')}>{unitPath(units, record.unitId).join(' › ') || unknown}</Fact>
          <Fact name={t('find:page.owner')}>{record.owner ?? unknown}</Fact>
          <Fact name={t('find:page.kind')}>{t(`find:kind.${kind}`)}</Fact>
          <Fact name={t('find:page.type')}>{type === undefined ? unknown : t(`find:type.${type}`)}</Fact>
          <Fact name={t('find:page.purpose')}>{purpose === undefined ? unknown : t(`find:purpose.${purpose}`)}</Fact>
          <Fact name={t('find:page.height')}>
            <HeightFact heightM={record.mountingHeightM} unknown={unknown} />
          </Fact>
          <Fact name={t('find:page.make')}>{[record.make, record.model].filter(Boolean).join(' ') || unknown}</Fact>
          <Fact name={t('find:page.tier')}>{tier === undefined ? null : t(`common:tier.${tier}`)}</Fact>
          <Fact name={t('find:page.analytics')}>{analytics.map((one) => t(`find:analytics.${one}`)).join(', ')}</Fact>
          <Fact name={t('find:page.tags')}>{tags.join(', ')}</Fact>
          <Fact name={t('find:page.masks')}>{masks.length === 0 ? t('find:page.masksNone') : t('find:page.masksCount', { count: masks.length })}</Fact>
          <Fact name={t('find:page.audio')}>{t(record.hasAudio === true ? 'find:page.audioYes' : 'find:page.audioNo')}</Fact>
        </dl>
      </PageSection>
      <PageSection title={t('find:page.streams')}>
        <dl className={styles['facts']}>
          {streams.map((stream) => (
            <Fact key={stream.profile} name={t(stream.profile === 'main' ? 'find:page.streamMain' : 'find:page.streamSub')}>
              <StreamFact stream={stream} />
            </Fact>
          ))}
          <Fact name={t('find:page.connection')}>{connection === undefined ? unknown : t(`find:connection.${connection}`)}</Fact>
        </dl>
      </PageSection>
    </>
  );
};

/** Condition, since when, and for how long. */
const StateFact = ({ record }: { readonly record: Camera }): ReactNode => {
  const t = useText();
  const durationWords = useDurationWords();
  const state = useSlice('cameraStates', (replica) => replica.records.get(record.id));
  const nowUtcMs = useServerTime();
  if (state === undefined) return <ConditionMark condition="unknown" />;
  const { sinceUtcMs } = state;
  return (
    <>
      <ConditionMark condition={state.state} />{' '}
      <span className={styles['since']} title={`${formatTime(sinceUtcMs)} ${formatDate(sinceUtcMs)}`}>
        {t('find:since', { time: formatShortMoment(sinceUtcMs) })} ({durationWords(nowUtcMs - sinceUtcMs)})
      </span>
    </>
  );
};

const HeightFact = ({ heightM, unknown }: { readonly heightM: number | undefined; readonly unknown: ReactNode }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const layer = heightLayer(heightM);
  if (heightM === undefined || layer === null) return unknown;
  return t('find:page.heightValue', { height: formatTenths(heightM, language), layer: t(`find:height.${layer}`) });
};

const StreamFact = ({ stream }: { readonly stream: StreamProfile }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const { widthPx, heightPx, frameRate, codec, bitrateKbps } = stream;
  const words = t('find:page.streamWords', { size: `${String(widthPx)}×${String(heightPx)}`, rate: format(frameRate), codec: codecWord(codec) });
  return bitrateKbps === undefined ? words : `${words} · ${format(bitrateKbps)} kbit/s`;
};

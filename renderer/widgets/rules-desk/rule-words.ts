import type { OrgUnit } from '@contract/domain/camera.ts';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import type { WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';

/** Rules in the words of lists. */
export interface RuleWords {
  readonly of: (rule: AlarmRule) => readonly string[];
  readonly ofWall: (rule: WallAlarmRule) => readonly string[];
}

export function useRuleWords(): RuleWords {
  const t = useText();
  const units = useSlice('units', selectRecords<OrgUnit>);
  const monitors = useSlice('monitors', (replica) => replica.records);
  const kindsOf = (kinds: AlarmRule['scope']['kinds']): string => (kinds.length === 0 ? t('rules:scope.allKinds') : kinds.map((kind) => t(`alarms:kind.${kind}`)).join(', '));
  const bodyOf = ({ body }: AlarmRule): string => {
    switch (body.kind) {
      case 'join':
        return t(body.by === 'unit' ? 'rules:says.joinUnit' : 'rules:says.joinCamera', { seconds: body.withinS });
      case 'delay':
        return t('rules:says.delay', { seconds: body.seconds });
      case 'repeat':
        return t('rules:says.repeat', { seconds: body.withinS });
      case 'storm':
        return t('rules:says.storm', { count: body.count, seconds: body.withinS });
      case 'out-of-service':
      case 'works':
        return t(`rules:says.${body.kind}`);
    }
  };
  const scopeOf = ({ scope: { kinds, cameras, units: chosen } }: AlarmRule): string => {
    const places = [...(chosen.length === 0 ? [] : [chosen.map((unit) => units.get(unit)?.name ?? unit).join(', ')]), ...(cameras.length === 0 ? [] : [t('rules:scope.someCameras', { count: cameras.length })])];
    return [kindsOf(kinds), ...places].join(' · ');
  };
  const timesOf = ({ fromUtcMs, untilUtcMs }: AlarmRule): readonly string[] => {
    if (fromUtcMs === null && untilUtcMs === null) return [];
    const from = fromUtcMs === null ? '…' : formatShortMoment(fromUtcMs);
    return [t('rules:says.times', { from, until: untilUtcMs === null ? '…' : formatShortMoment(untilUtcMs) })];
  };
  return {
    of: (rule) => [bodyOf(rule), scopeOf(rule), ...timesOf(rule), ...(rule.reason === '' ? [] : [rule.reason]), ...(rule.changedBy === '' ? [] : [t('rules:says.changedBy', { name: rule.changedBy })])],
    ofWall: ({ kinds, priorityAtLeast, monitor, neighbours, giveBack }) => [
      t('rules:says.wall', { priority: t(`content:alarms.priority.${priorityAtLeast}`), monitor: monitors.get(monitor)?.number ?? '?', neighbours }),
      kindsOf(kinds),
      giveBack.kind === 'seconds' ? t('rules:says.giveBackSeconds', { seconds: giveBack.seconds }) : t(`rules:giveBack.${giveBack.kind}`),
    ],
  };
}

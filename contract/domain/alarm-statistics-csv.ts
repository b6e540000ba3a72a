import { falseRate, type AlarmStatistics, type Spread, type Tally } from './alarm-statistics.ts';

/** What a spreadsheet takes for a formula, or would run into another cell. The apostrophe itself, so that it can be told apart. */
const FORMULA = /^(?:[\t\r\n']|\s*[=+\-@＝＋－＠])/;

/** A text as one cell of RFC 4180, never a formula. */
export function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Words of the table, in the language of the person: names of columns and parts, and of kinds and outcomes. */
export interface StatisticsWords {
  readonly columns: readonly [part: string, name: string, total: string, judged: string, falses: string, rate: string, median: string, p90: string];
  readonly parts: Readonly<Record<'all' | 'kind' | 'priority' | 'place' | 'hour' | 'outcome' | 'time' | 'camera' | 'rule', string>>;
  readonly times: Readonly<Record<keyof AlarmStatistics['times'], string>>;
  readonly kindName: (kind: AlarmStatistics['byKind'][number]['kind']) => string;
  readonly outcomeName: (outcome: AlarmStatistics['byOutcome'][number]['outcome']) => string;
}

const seconds = (ms: number): string => String(Math.round(ms / 1_000));
const percent = (tally: Tally): string => {
  const rate = falseRate(tally);
  return rate === null ? '' : String(Math.round(rate * 1_000) / 10);
};

/** Statistics as one table: RFC 4180, to be written in UTF-8, with a mark, so that spreadsheets show Vietnamese. Times in seconds, rates in percent. */
export function statisticsCsv(statistics: AlarmStatistics, words: StatisticsWords): string {
  const { parts } = words;
  const counted = (part: string, name: string, tally: Tally): readonly string[] => [csvText(part), csvText(name), String(tally.total), String(tally.judged), String(tally.false), percent(tally), '', ''];
  const plain = (part: string, name: string, total: number): readonly string[] => [csvText(part), csvText(name), String(total), '', '', '', '', ''];
  const timed = (name: string, spread: Spread | null): readonly string[] => [csvText(parts.time), csvText(name), String(spread?.count ?? 0), '', '', '', spread === null ? '' : seconds(spread.medianMs), spread === null ? '' : seconds(spread.p90Ms)];
  const rows: readonly (readonly string[])[] = [
    words.columns.map(csvText),
    counted(parts.all, '', statistics.all),
    ...statistics.byKind.map((row) => counted(parts.kind, words.kindName(row.kind), row)),
    ...statistics.byPriority.map((row) => counted(parts.priority, String(row.priority), row)),
    ...statistics.byPlace.map((row) => counted(parts.place, row.site, row)),
    ...statistics.byHour.map((total, hour) => plain(parts.hour, `${String(hour).padStart(2, '0')}:00`, total)),
    ...statistics.byOutcome.map(({ outcome, total }) => plain(parts.outcome, words.outcomeName(outcome), total)),
    timed(words.times.acknowledge, statistics.times.acknowledge),
    timed(words.times.claim, statistics.times.claim),
    timed(words.times.close, statistics.times.close),
    ...statistics.byCamera.map((row) => counted(parts.camera, row.name, row)),
    ...statistics.byRule.map((row) => counted(parts.rule, row.name, row)),
  ];
  return `\uFEFF${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

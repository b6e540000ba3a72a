import { err, type Result } from '@contract/domain/result.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { DirectoryAnswer, DirectoryAsk, DirectoryCommand, DirectoryQuestions, DirectoryReport, QuestionKind } from '../../directory/protocol.ts';

/** The directory process as main needs it. */
export interface DirectoryProcess {
  readonly post: (command: DirectoryCommand) => void;
  readonly kill: () => void;
}

export interface DirectoryLinkEnvironment {
  /** Starts a process; `onExit` comes once, also after kill. */
  readonly spawn: (onReport: (report: DirectoryReport) => void, onExit: (code: number) => void) => DirectoryProcess;
  readonly onReport: (report: Exclude<DirectoryReport, { readonly kind: 'answer' | 'log' }>) => void;
  /** The process died: what it said last is no longer how things are. */
  readonly onDidExit: () => void;
  /** A process that knows nothing yet: the first one, or one in place of one that died. */
  readonly onDidStart: () => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface DirectoryLink {
  /** Dropped while the process is being started again. */
  readonly post: (command: DirectoryCommand) => void;
  /** Code directory/unavailable: no process, no directory, or no answer in time. */
  readonly ask: <K extends QuestionKind>(kind: K, question: DirectoryQuestions[K]['ask']) => Promise<Result<DirectoryAnswer<K>>>;
  readonly start: () => void;
  readonly stop: () => void;
}

const RESTART_AFTER_MS = 500;
const RESTART_BUDGET = 5;
const BUDGET_WINDOW_MS = 5 * 60_000;
const SLOW_RESTART_MS = 30_000;
const ANSWER_WITHIN_MS = 10_000;
/** More questions at once than one desk asks. */
const WAITING_MAX = 200;

interface Waiting {
  readonly answer: (result: Result<DirectoryAnswer<QuestionKind>>) => void;
  readonly cancel: Cancel;
}

const unavailable = () => err('directory/unavailable', { retryable: true });

/** Owns the directory process: starts it again when it dies, and brings questions and answers together. */
export function createDirectoryLink(environment: DirectoryLinkEnvironment): DirectoryLink {
  const { clock, timers, log } = environment;
  const waiting = new Map<number, Waiting>();
  let process: DirectoryProcess | null = null;
  let isStopped = false;
  let restarts: readonly number[] = [];
  let nextAsk = 1;

  const settle = (id: number, result: Result<DirectoryAnswer<QuestionKind>>): void => {
    const asked = waiting.get(id);
    if (asked === undefined) return;
    waiting.delete(id);
    asked.cancel();
    asked.answer(result);
  };
  const settleAll = (): void => {
    for (const id of [...waiting.keys()]) settle(id, unavailable());
  };

  const take = (report: DirectoryReport): void => {
    if (report.kind === 'log') log[report.level](report.event, report.fields);
    else if (report.kind === 'answer') settle(report.id, report.result);
    else environment.onReport(report);
  };

  const start = (): void => {
    if (isStopped || process !== null) return;
    const started = environment.spawn(
      (report) => {
        if (process === started) take(report);
      },
      (code) => {
        if (process !== started) return;
        process = null;
        settleAll();
        if (isStopped) return;
        environment.onDidExit();
        const now = clock.monoMs();
        restarts = [...restarts.filter((at) => now - at < BUDGET_WINDOW_MS), now];
        const delayMs = restarts.length > RESTART_BUDGET ? SLOW_RESTART_MS : RESTART_AFTER_MS;
        log.error('directory.process-exited', { exit: code, restarts: restarts.length, delayMs });
        timers.after(delayMs, start);
      },
    );
    process = started;
    environment.onDidStart();
  };

  return {
    post: (command) => process?.post(command),
    ask: <K extends QuestionKind>(kind: K, question: DirectoryQuestions[K]['ask']) => {
      const to = process;
      if (to === null || waiting.size >= WAITING_MAX) return Promise.resolve(unavailable());
      const id = nextAsk;
      nextAsk += 1;
      return new Promise<Result<DirectoryAnswer<K>>>((resolve) => {
        // The process answers each question by its own kind: the protocol both sides are built from.
        const answer = resolve as (result: Result<DirectoryAnswer<QuestionKind>>) => void;
        waiting.set(id, { answer, cancel: timers.after(ANSWER_WITHIN_MS, () => settle(id, unavailable())) });
        to.post({ kind: 'ask', id, ask: { kind, ...question } as DirectoryAsk });
      });
    },
    start,
    stop: () => {
      isStopped = true;
      process?.kill();
      process = null;
      settleAll();
    },
  };
}

import type { DecoderReport } from '@contract/domain/tile-truth.ts';
import type { UnitDecoderPorts } from './unit-decoder.ts';
import { NO_RECOVERY, recover, type Recovery, type Trouble } from './webcodecs/recovery.ts';

/** Climbs the recovery ladder for one decoder and tells how it stands, each change once. */
export class StreamCare {
  readonly #ports: UnitDecoderPorts;
  readonly #onReset: () => void;
  #recovery: Recovery = NO_RECOVERY;
  #report: DecoderReport | null = null;

  /** `onReset`: what decodes must be let go of; the next unit starts anew. */
  constructor(ports: UnitDecoderPorts, onReset: () => void) {
    this.#ports = ports;
    this.#onReset = onReset;
  }

  get keyFrameRequests(): number {
    return this.#recovery.keyFrameRequests;
  }

  get decoderResets(): number {
    return this.#recovery.decoderResets;
  }

  meet(trouble: Trouble): void {
    const { recovery, step } = recover(this.#recovery, trouble, this.#ports.nowMs());
    this.#recovery = recovery;
    if (step.resetDecoder) this.#onReset();
    this.say(trouble === 'decoder-failed' || this.#report === 'error' ? 'error' : 'waiting-key-frame');
    if (step.requestKeyFrame) this.#ports.requestKeyFrame();
    if (step.reopenStream) this.#ports.reopenStream();
  }

  say(report: DecoderReport): void {
    if (this.#report === report) return;
    this.#report = report;
    this.#ports.onReport(report);
  }
}

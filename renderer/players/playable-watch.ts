import { PROFILES, type ProfileName, type StreamProfile } from '@contract/domain/stream.ts';
import type { GlassSize, MachineLoad } from './choose-player.ts';
import type { PlayerSource } from './tile-info.ts';

export interface PlayableQuestion {
  /** Null or none: not known (yet); then the server's side decides. */
  readonly streams: readonly StreamProfile[] | null;
  readonly glass: GlassSize;
  readonly load: MachineLoad;
}

/** Which profiles of a camera can be shown in a tile, kept up to date; asked again only when the question has changed. */
export class PlayableWatch {
  readonly #playable: PlayerSource['playable'];
  readonly #onAnswer: (playable: readonly ProfileName[]) => void;
  #key = '';
  #answer: readonly ProfileName[] | null = null;

  constructor(playable: PlayerSource['playable'], onAnswer: (playable: readonly ProfileName[]) => void) {
    this.#playable = playable;
    this.#onAnswer = onAnswer;
  }

  /** Null: not known yet. Empty: this PC cannot show the camera. */
  get answer(): readonly ProfileName[] | null {
    return this.#answer;
  }

  ask({ streams, glass, load }: PlayableQuestion): void {
    const isKnown = streams !== null && streams.length > 0;
    const key = !isKnown ? 'any' : JSON.stringify([streams, glass, load]);
    if (key === this.#key) return;
    this.#key = key;
    if (!isKnown) {
      this.#use(PROFILES);
      return;
    }
    void this.#playable(streams, glass, load).then((playable) => {
      if (this.#key === key) this.#use(playable);
    });
  }

  /** Answers on their way are of no interest any more. */
  end(): void {
    this.#key = '-';
  }

  #use(playable: readonly ProfileName[]): void {
    this.#answer = playable;
    this.#onAnswer(playable);
  }
}

export interface CaptureMark {
  readonly mediaTimeUs: number;
  readonly captureUtcUs: number;
}

/** More than the element holds in front of and behind its picture. */
const MAX_MARKS = 160;
/** Two writings of one time differ by rounding. */
const ROUNDING_US = 2_000;
/** A fragment of several pictures is at most this long. */
const FRAGMENT_MAX_US = 2_000_000;

/** Tells when a picture of a media element was taken, from what its fragments said. Marks come in order of media time. */
export class CaptureMarks {
  #marks: CaptureMark[] = [];

  add(mark: CaptureMark): void {
    this.#marks.push(mark);
    if (this.#marks.length > MAX_MARKS) this.#marks = this.#marks.slice(MAX_MARKS / 2);
  }

  /** Server clock, µs; null when no fragment covers that time. */
  captureUtcUs(mediaTimeUs: number): number | null {
    let mark: CaptureMark | undefined;
    for (const each of this.#marks) if (each.mediaTimeUs <= mediaTimeUs + ROUNDING_US) mark = each;
    if (mark === undefined || mediaTimeUs - mark.mediaTimeUs > FRAGMENT_MAX_US) return null;
    const withinUs = mediaTimeUs - mark.mediaTimeUs;
    return mark.captureUtcUs + (withinUs <= ROUNDING_US ? 0 : withinUs);
  }
}

// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PictureView } from '../../../../renderer/players/picture-view.ts';

/** The element, and the page's drawings, in the test's hands. */
class Page {
  isPaused = true;
  #onFrame: VideoFrameRequestCallback = () => undefined;
  #drawings = new Map<number, () => void>();
  #next = 1;

  constructor() {
    const video = HTMLVideoElement.prototype;
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
      this.#drawings.set(this.#next, run);
      this.#next += 1;
      return this.#next - 1;
    });
    vi.stubGlobal('cancelAnimationFrame', (handle: number) => this.#drawings.delete(handle));
    video.requestVideoFrameCallback = (run) => {
      this.#onFrame = run;
      return 1;
    };
    video.cancelVideoFrameCallback = () => undefined;
    vi.spyOn(video, 'paused', 'get').mockImplementation(() => this.isPaused);
    vi.spyOn(video, 'srcObject', 'get').mockReturnValue(new MediaStream());
    vi.spyOn(video, 'play').mockImplementation(() => {
      this.isPaused = false;
      return Promise.resolve();
    });
  }

  picture(mediaTime: number): void {
    this.#onFrame(0, { mediaTime, expectedDisplayTime: 0, height: 360, width: 640, presentationTime: 0, presentedFrames: 1 });
  }

  draw(): void {
    const due = [...this.#drawings.values()];
    this.#drawings.clear();
    for (const run of due) run();
  }
}

describe('the picture of a player', () => {
  let page: Page;
  let told: number[];
  let view: PictureView;
  beforeEach(() => {
    page = new Page();
    told = [];
    view = new PictureView(({ mediaTimeUs }) => told.push(mediaTimeUs));
    view.start();
  });
  afterEach(() => {
    view.destroy();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('is told of once it is on the glass, the newest of those that came by then, and each one from then on', () => {
    page.picture(1);
    page.draw();
    expect(told).toEqual([]);
    page.picture(1.066);
    page.draw();
    expect(told).toEqual([1_066_000]);
    page.picture(1.133);
    page.picture(1.2);
    expect(told).toEqual([1_066_000, 1_133_000, 1_200_000]);
  });

  it('is not told of while the page is not drawn', () => {
    for (const time of [1, 2, 3, 4]) page.picture(time);
    expect(told).toEqual([]);
  });

  it('is awaited on the glass again where it was taken out of the document and put back', () => {
    page.picture(1);
    page.draw();
    page.draw();
    page.isPaused = true;
    view.start();
    page.picture(2);
    expect(told).toEqual([1_000_000]);
    page.draw();
    page.draw();
    expect(told).toEqual([1_000_000, 2_000_000]);
  });

  it('begins to count anew when it is put back while it is awaited', () => {
    page.picture(1);
    page.draw();
    page.isPaused = true;
    view.start();
    page.draw();
    page.draw();
    page.picture(2);
    expect(told).toEqual([]);
    page.draw();
    page.draw();
    expect(told).toEqual([2_000_000]);
  });

  it('is not told of any more when it was destroyed meanwhile', () => {
    page.picture(1);
    page.draw();
    view.destroy();
    page.draw();
    expect(told).toEqual([]);
  });
});

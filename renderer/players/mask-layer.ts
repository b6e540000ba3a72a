import { WHOLE_PICTURE, type PrivacyMask } from '@contract/domain/privacy-mask.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import { zoomTransform, type FitMode } from './zoom.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Opaque, and no black that could be taken for a dark picture. */
export const MASK_COLOUR = '#2b3137';

/** The picture fills a box of its own shape, and so do the masks: they cannot come apart, whatever the tile's size, fit or zoom. */
const SHEET = `
:host { position: absolute; inset: 0; display: block; overflow: hidden; pointer-events: none; }
.room { position: absolute; inset: 0; container-type: size; }
.frame { position: absolute; top: 50%; left: 50%; width: min(100cqw, 100cqh * var(--aspect)); height: min(100cqh, 100cqw / var(--aspect)); translate: -50% -50%; }
.frame.cover { width: max(100cqw, 100cqh * var(--aspect)); height: max(100cqh, 100cqw / var(--aspect)); }
.stage, .stage > *, .masks { position: absolute; inset: 0; display: block; width: 100%; height: 100%; }
.stage video, .stage canvas { object-fit: fill; }
.stage.covered { visibility: hidden; }
.masks polygon { fill: ${MASK_COLOUR}; stroke: ${MASK_COLOUR}; stroke-width: 2px; vector-effect: non-scaling-stroke; }
`;

/** The polygons that are really drawn: one that is none covers all, so that a bad record shows too little rather than too much. */
export const drawnMasks = (masks: readonly PrivacyMask[]): readonly PrivacyMask[] => masks.map((mask) => (isPolygon(mask) ? mask : WHOLE_PICTURE));

const isPolygon = ({ corners }: PrivacyMask): boolean => corners.length >= 3 && corners.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));

/**
 * A picture together with what covers it. Both stand in a closed shadow root: nothing of the page can reach the picture to take a
 * mask off it; who removes `element` removes the picture too. Until masks are given nothing is to be seen.
 */
export class MaskLayer {
  /** Put it where the picture shall be; it fills its place. */
  readonly element = document.createElement('div');
  /** For the player alone: it puts its picture in here. */
  readonly stage = document.createElement('div');
  readonly #frame = document.createElement('div');
  readonly #masks = document.createElementNS(SVG, 'svg');
  readonly #onAspect: () => void;
  #shown: readonly PrivacyMask[] | null = null;
  #aspect: number | null = null;
  /** Of a picture itself; what the stream says of its size counts no more. */
  #isMeasured = false;

  /** `onAspect`: the picture turned out to have this shape (width / height, `aspect`). */
  constructor(onAspect: () => void = () => undefined) {
    this.#onAspect = onAspect;
    const room = document.createElement('div');
    room.className = 'room';
    this.#frame.className = 'frame';
    this.#frame.style.setProperty('--aspect', '1.7778');
    this.stage.className = 'stage covered';
    this.#masks.setAttribute('class', 'masks');
    this.#masks.setAttribute('viewBox', '0 0 1 1');
    this.#masks.setAttribute('preserveAspectRatio', 'none');
    this.#frame.append(this.stage, this.#masks);
    room.append(this.#frame);
    const root = this.element.attachShadow({ mode: 'closed' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEET);
    root.adoptedStyleSheets = [sheet];
    root.append(room);
    // Neither event bubbles, both can be caught on their way down.
    for (const kind of ['resize', 'loadedmetadata']) this.stage.addEventListener(kind, this.#measure, true);
  }

  /** Width / height of the picture; null before it is known. */
  get aspect(): number | null {
    return this.#aspect;
  }

  /** Null: not known what is to be covered, nothing is shown. */
  setMasks(masks: readonly PrivacyMask[] | null): void {
    if (masks === this.#shown || (masks?.length === 0 && this.#shown?.length === 0)) return;
    this.#shown = masks;
    const polygons = drawnMasks(masks ?? []).map(({ corners }) => {
      const polygon = document.createElementNS(SVG, 'polygon');
      polygon.setAttribute('points', corners.map(({ x, y }) => `${String(x)},${String(y)}`).join(' '));
      return polygon;
    });
    this.#masks.replaceChildren(...polygons);
    this.stage.classList.toggle('covered', masks === null);
  }

  setZoom(zoom: Zoom | null): void {
    this.#frame.style.transform = zoom === null || zoom.scale === 1 ? '' : zoomTransform(zoom);
  }

  setFit(mode: FitMode): void {
    this.#frame.classList.toggle('cover', mode === 'cover');
  }

  /** What the stream says of its size; until a picture says otherwise. */
  expectSize(widthPx: number, heightPx: number): void {
    if (!this.#isMeasured) this.#useAspect(widthPx / heightPx);
  }

  readonly #measure = ({ target }: Event): void => {
    if (!(target instanceof HTMLVideoElement) || target.videoWidth === 0 || target.videoHeight === 0) return;
    this.#isMeasured = true;
    this.#useAspect(target.videoWidth / target.videoHeight);
  };

  #useAspect(aspect: number): void {
    if (!Number.isFinite(aspect) || aspect <= 0 || aspect === this.#aspect) return;
    this.#aspect = aspect;
    this.#frame.style.setProperty('--aspect', String(aspect));
    this.#onAspect();
  }
}

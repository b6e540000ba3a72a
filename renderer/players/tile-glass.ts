import type { PrivacyMask } from '@contract/domain/privacy-mask.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import { pictureAgeMs, type Tile } from '@contract/domain/tile-truth.ts';
import { MaskLayer } from './mask-layer.ts';
import type { Release, TilePlayer } from './tile-player.ts';
import type { FitMode } from './zoom.ts';

/** How a tile's picture is to be shown now. `masks` null: not known, nothing is shown. */
export interface GlassLook {
  readonly masks: readonly PrivacyMask[] | null;
  readonly zoom: Zoom | null;
  readonly fit: FitMode;
}

interface Sheet {
  readonly layer: MaskLayer;
  readonly player: TilePlayer;
}

/** The glass of one tile: the live picture, a replay on top of it, and the figure that says how it stands. */
export class TileGlass {
  readonly #live: Sheet;
  readonly #onAspect: () => void;
  #over: Sheet | null = null;
  #look: GlassLook = { masks: null, zoom: null, fit: 'contain' };
  #mount: { readonly host: HTMLElement; readonly figure: HTMLElement | null } | null = null;

  /** `onAspect`: the picture turned out to have another shape. */
  constructor(player: TilePlayer, onAspect: () => void) {
    this.#onAspect = onAspect;
    this.#live = { layer: new MaskLayer(onAspect), player };
  }

  /** Width / height of the picture on top; null before it is known. */
  get aspect(): number | null {
    return this.#over?.layer.aspect ?? this.#live.layer.aspect;
  }

  get isMounted(): boolean {
    return this.#mount !== null;
  }

  mount(host: HTMLElement, figure: HTMLElement | null): Release {
    const mount = { host, figure };
    this.#mount = mount;
    for (const sheet of this.#sheets()) put(sheet, host);
    return () => {
      if (this.#mount === mount) this.unmount();
    };
  }

  /** Takes it out of wherever it stands. */
  unmount(): void {
    this.#mount = null;
    for (const { layer } of this.#sheets()) layer.element.remove();
  }

  /** Lays another player's picture over the live one; the release takes it away. */
  lay(player: TilePlayer): Release {
    const sheet: Sheet = { layer: new MaskLayer(this.#onAspect), player };
    this.#over = sheet;
    this.show(this.#look);
    if (this.#mount !== null) put(sheet, this.#mount.host);
    return () => {
      if (this.#over === sheet) this.#over = null;
      sheet.layer.element.remove();
    };
  }

  show(look: GlassLook): void {
    this.#look = look;
    for (const { layer } of this.#sheets()) {
      layer.setMasks(look.masks);
      layer.setZoom(look.zoom);
      layer.setFit(look.fit);
    }
  }

  /** What the live stream says of its size. */
  expectSize(widthPx: number, heightPx: number): void {
    this.#live.layer.expectSize(widthPx, heightPx);
  }

  /** Writes a tile's state and age onto the figure. */
  write(tile: Tile): void {
    const figure = this.#mount?.figure ?? null;
    if (figure === null) return;
    const ageMs = pictureAgeMs(tile);
    figure.dataset['state'] = tile.state.kind;
    if (ageMs === null) delete figure.dataset['ageMs'];
    else figure.dataset['ageMs'] = String(ageMs);
  }

  destroy(): void {
    for (const { layer } of this.#sheets()) layer.element.remove();
    this.#mount = null;
    this.#over = null;
  }

  #sheets(): readonly Sheet[] {
    return this.#over === null ? [this.#live] : [this.#live, this.#over];
  }
}

/** The player is told each time: a picture taken out of the document and put back has to be started again. */
const put = ({ layer, player }: Sheet, host: HTMLElement): void => {
  host.append(layer.element);
  player.attach(layer.stage);
};

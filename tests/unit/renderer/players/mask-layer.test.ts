// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { WHOLE_PICTURE, type PrivacyMask } from '../../../../contract/domain/privacy-mask.ts';
import { MaskLayer } from '../../../../renderer/players/mask-layer.ts';

const DOOR: PrivacyMask = { id: 'door', corners: [{ x: 0.1, y: 0.2 }, { x: 0.3, y: 0.2 }, { x: 0.3, y: 0.9 }] };

const frameOf = (layer: MaskLayer): HTMLElement => layer.stage.parentElement ?? expect.fail('no frame');
const points = (layer: MaskLayer): readonly (string | null)[] => [...frameOf(layer).querySelectorAll('polygon')].map((each) => each.getAttribute('points'));
const covered = (layer: MaskLayer): boolean => layer.stage.classList.contains('covered');

describe('the layer that covers a picture', () => {
  it('shows nothing until it is told what to cover', () => {
    const layer = new MaskLayer();
    expect(covered(layer)).toBe(true);
    layer.setMasks([]);
    expect(covered(layer)).toBe(false);
    layer.setMasks(null);
    expect(covered(layer)).toBe(true);
  });

  it('draws the polygons in the same box as the picture, whatever its size', () => {
    const layer = new MaskLayer();
    layer.setMasks([DOOR]);
    expect(points(layer)).toEqual(['0.1,0.2 0.3,0.2 0.3,0.9']);
    const svg = frameOf(layer).querySelector('svg');
    expect([svg?.parentElement === layer.stage.parentElement, svg?.getAttribute('viewBox'), svg?.getAttribute('preserveAspectRatio')]).toEqual([true, '0 0 1 1', 'none']);
  });

  it('covers all for a mask that is no polygon', () => {
    const layer = new MaskLayer();
    for (const corners of [DOOR.corners.slice(0, 2), [{ x: Number.NaN, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 1 }]]) {
      layer.setMasks([{ id: 'bad', corners }]);
      expect(points(layer)).toEqual([WHOLE_PICTURE.corners.map(({ x, y }) => `${String(x)},${String(y)}`).join(' ')]);
    }
  });

  it('zooms picture and masks as one', () => {
    const layer = new MaskLayer();
    layer.setZoom({ x: 0.25, y: 0.5, scale: 2 });
    expect(frameOf(layer).style.transform).toBe('translate(50%, 0%) scale(2)');
    layer.setZoom(null);
    expect(frameOf(layer).style.transform).toBe('');
  });

  it('takes the shape of the picture that is drawn over what the stream said', () => {
    let told = 0;
    const layer = new MaskLayer(() => {
      told += 1;
    });
    layer.expectSize(1_920, 1_080);
    const video = document.createElement('video');
    Object.defineProperties(video, { videoWidth: { value: 800 }, videoHeight: { value: 600 } });
    layer.stage.append(video);
    video.dispatchEvent(new Event('resize'));
    layer.expectSize(1_920, 1_080);
    expect([layer.aspect, told]).toEqual([800 / 600, 2]);
  });

  it('cannot be entered from the page, and takes the picture along when it is removed', () => {
    const layer = new MaskLayer();
    const host = document.createElement('div');
    host.append(layer.element);
    layer.stage.append(document.createElement('video'));
    expect([layer.element.shadowRoot, host.querySelector('video')]).toEqual([null, null]);
    layer.element.remove();
    expect(host.childElementCount).toBe(0);
  });
});

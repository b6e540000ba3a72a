const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** How this PC draws maps: with its graphics card, by the processor (slowly), or not at all. */
export type Graphics = 'card' | 'software' | 'none';

/** The kind a renderer's name tells of; without a name a card is taken for granted. */
export const graphicsNamed = (renderer: string): Graphics => (SOFTWARE.test(renderer) ? 'software' : 'card');

export function graphicsOf(): Graphics {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (gl === null) return 'none';
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer: unknown = names === null ? '' : gl.getParameter(names.UNMASKED_RENDERER_WEBGL);
  // A page may hold a few contexts only; this one has said what it knows.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return graphicsNamed(typeof renderer === 'string' ? renderer : '');
}

/** How the camera turns light into a picture. */
export interface Tone {
  /** Brightness; 1 shows a white wall in full light as near white. */
  readonly exposure: number;
  /** 1 leaves colours alone, 0 is grey (night mode). */
  readonly saturation: number;
  /** White balance, a factor for each channel. */
  readonly tint: readonly [number, number, number];
  /** Darkness of the corners, 0..1. */
  readonly vignette: number;
  /** Sensor noise, standard deviation in 8-bit steps. */
  readonly noise: number;
}

const STEPS = 16384;

/** Film-like curve and display gamma, looked up by x / (1 + x). */
const CURVE = Uint8Array.from({ length: STEPS + 1 }, (_, step) => {
  const share = step / (STEPS + 1);
  const x = share / (1 - share);
  const film = (x * (2.51 * x + 0.02)) / (x * (2.43 * x + 0.6) + 0.14);
  const level = Math.min(1, Math.max(0, film));
  const display = level <= 0.0031308 ? level * 12.92 : 1.055 * level ** (1 / 2.4) - 0.055;
  return Math.round(4 + display * 249);
});

/** Writes one pixel of linear light as RGBA bytes. */
export function writePixel(tone: Tone, rgba: Uint8ClampedArray, pixel: number, red: number, green: number, blue: number): void {
  const grey = red * 0.2126 + green * 0.7152 + blue * 0.0722;
  const at = pixel * 4;
  rgba[at] = curve((grey + (red - grey) * tone.saturation) * tone.exposure * tone.tint[0]);
  rgba[at + 1] = curve((grey + (green - grey) * tone.saturation) * tone.exposure * tone.tint[1]);
  rgba[at + 2] = curve((grey + (blue - grey) * tone.saturation) * tone.exposure * tone.tint[2]);
  rgba[at + 3] = 255;
}

function curve(x: number): number {
  return x <= 0 ? (CURVE[0] ?? 0) : (CURVE[Math.floor((x / (1 + x)) * STEPS)] ?? 0);
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SPOKEN_KINDS, SPOKEN_PRIORITIES } from './spoken-words.ts';

/*
 * Makes assets/sounds: the three rhythms (computed here, nothing recorded) and the spoken words (read by espeak-ng's Vietnamese voice).
 * Run by hand after a change: `node build/sounds/make-sounds.ts`; needs espeak-ng and ffmpeg (Debian packages). The same versions of
 * them make the same bytes. Nothing of it runs in the console.
 */

const SAMPLE_RATE_HZ = 22_050;
/** Two partials that carry through a room with people talking; the same for every rhythm. */
const PARTIALS = [
  { frequencyHz: 740, level: 0.5 },
  { frequencyHz: 1_480, level: 0.22 },
  { frequencyHz: 2_220, level: 0.1 },
] as const;
const ATTACK_S = 0.006;
const RELEASE_S = 0.035;

/** When each stroke begins and how long it is, s. */
const STROKES: Readonly<Record<'triple' | 'double' | 'single', readonly (readonly [atS: number, lengthS: number])[]>> = {
  // Two urgent groups of three.
  triple: [
    [0, 0.12],
    [0.19, 0.12],
    [0.38, 0.12],
    [0.78, 0.12],
    [0.97, 0.12],
    [1.16, 0.12],
  ],
  double: [
    [0, 0.22],
    [0.4, 0.22],
  ],
  single: [[0, 0.45]],
};

function envelope(atS: number, lengthS: number): number {
  if (atS < 0 || atS > lengthS) return 0;
  return Math.min(1, atS / ATTACK_S, (lengthS - atS) / RELEASE_S);
}

function samplesOf(strokes: (typeof STROKES)['triple']): Int16Array {
  const lengthS = Math.max(...strokes.map(([atS, strokeS]) => atS + strokeS)) + 0.02;
  return Int16Array.from({ length: Math.round(lengthS * SAMPLE_RATE_HZ) }, (_, index) => {
    const nowS = index / SAMPLE_RATE_HZ;
    const level = strokes.reduce((sum, [atS, strokeS]) => sum + envelope(nowS - atS, strokeS), 0);
    const wave = PARTIALS.reduce((sum, partial) => sum + partial.level * Math.sin(2 * Math.PI * partial.frequencyHz * nowS), 0);
    return Math.round(Math.max(-1, Math.min(1, level * wave)) * 32_767);
  });
}

/** RIFF WAVE, PCM, 16 bits, one channel. */
function wav(samples: Int16Array): Buffer {
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  header.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

const folder = join(import.meta.dirname, '../../assets/sounds');

for (const [name, strokes] of Object.entries(STROKES)) writeFileSync(join(folder, `${name}.wav`), wav(samplesOf(strokes)));

const drafts = mkdtempSync(join(tmpdir(), 'vonglau-sounds-'));
try {
  for (const [name, words] of Object.entries({ ...SPOKEN_PRIORITIES, ...SPOKEN_KINDS })) {
    const draft = join(drafts, `${name}.wav`);
    execFileSync('espeak-ng', ['-v', 'vi', '-s', '150', '-p', '45', '-a', '180', '-w', draft, words]);
    // Silence before and after is cut, so that the words follow each other; what ffmpeg would add about itself stays out.
    const cut = 'silenceremove=start_periods=1:start_threshold=-45dB,areverse,silenceremove=start_periods=1:start_threshold=-45dB,areverse,loudnorm=I=-16:TP=-1.5:LRA=7';
    execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', '-i', draft, '-af', cut, '-ar', String(SAMPLE_RATE_HZ), '-ac', '1', '-c:a', 'libvorbis', '-q:a', '3', '-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact', join(folder, 'spoken', `${name}.ogg`)]);
  }
} finally {
  rmSync(drafts, { recursive: true, force: true });
}

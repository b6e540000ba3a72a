import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAviReader } from '../../../../../demo/ptz/film/avi.ts';

const chunk = (name: string, content: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header.write(name, 'latin1');
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
};
const list = (name: string, sizeBytes: number): Buffer => {
  const header = Buffer.alloc(12);
  header.write(sizeBytes === 0xffffffff ? 'LIST' : 'RIFF', 'latin1');
  header.writeUInt32LE(sizeBytes, 4);
  header.write(name, 8, 'latin1');
  return header;
};

it('gives every packet once and whole, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 4, maxLength: 40 }), { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 40 }), (packets, cuts) => {
      const stream = Buffer.concat([list('AVI ', 0), chunk('JUNK', Buffer.alloc(37, 1)), list('movi', 0xffffffff), ...packets.flatMap((packet, index) => [...(index === 2 ? [chunk('JUNK', Buffer.alloc(9))] : []), chunk('00dc', Buffer.from(packet))])]);
      const seen: number[][] = [];
      const read = createAviReader((bytes) => seen.push([...bytes]));
      let at = 0;
      for (let turn = 0; at < stream.length; turn += 1) {
        const until = at + (cuts[turn % cuts.length] ?? 1);
        read(stream.subarray(at, until));
        at = until;
      }
      expect(seen).toEqual(packets.map((packet) => [...packet]));
    }),
  );
});

// What is used of @cycjimmy/jsmpeg-player, which has no types of its own.
declare module '@cycjimmy/jsmpeg-player' {
  interface BitBuffer {
    index: number;
    byteLength: number;
    /** The code, or -1 at the end. */
    readonly findNextStartCode: () => number;
  }
  interface PesPacket {
    readonly currentLength: number;
  }
  interface Mpeg1Video {
    readonly bits: BitBuffer;
    hasSequenceHeader: boolean | undefined;
    readonly width: number | undefined;
    readonly height: number | undefined;
    readonly codedWidth: number;
    readonly codedHeight: number;
    connect(destination: { readonly render: (luma: Uint8ClampedArray, cr: Uint8ClampedArray, cb: Uint8ClampedArray) => void; readonly resize: () => void }): void;
    decodePicture(): void;
  }
  interface TransportStream {
    readonly pesPacketInfo: Readonly<Record<number, PesPacket>>;
    connect(streamId: number, destination: Mpeg1Video): void;
    write(buffer: ArrayBuffer): void;
    packetComplete(packet: PesPacket): void;
  }
  const player: {
    readonly Demuxer: { readonly TS: new () => TransportStream };
    readonly Decoder: { readonly MPEG1Video: new (options: { readonly streaming: true; readonly videoBufferSize: number; readonly decodeFirstFrame: false }) => Mpeg1Video };
  };
  export { player as default };
}

import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import type { ProfileName } from '@contract/domain/stream.ts';
import type { StreamGrant } from '@contract/domain/stream-plan.ts';
import type { StreamId } from '@contract/domain/units.ts';
import type { Log } from '../platform/log.ts';
import type { Seat, Share, SharedPull } from './shared-pull.ts';
import type { LiveUnit, PullStatus } from './transports/transport.ts';

export interface LiveStreamOptions {
  readonly stream: StreamId;
  readonly grant: StreamGrant;
  readonly post: (message: GatewayToWindow) => void;
  /** The pull of a profile of the stream's camera; a new one if need be. */
  readonly pullOf: (profile: ProfileName, share: Share) => SharedPull;
  /** A seat at this pull was left. */
  readonly onLeft: (profile: ProfileName, pull: SharedPull) => void;
  readonly log: Log;
}

/** One camera on its way to one tile. */
export interface LiveStream {
  /**
   * Gives the tile another profile or pace. The pictures before go on until the first key frame of the new profile, or for as long as
   * the server refuses it; nothing is sent twice, and the numbers of the units go on.
   */
  readonly retune: (grant: StreamGrant) => void;
  readonly requestKeyFrame: () => void;
  /** The window hears nothing more; may be called twice. */
  readonly close: () => void;
}

/** The stream's place at one profile. */
interface Member {
  readonly grant: StreamGrant;
  readonly pull: SharedPull;
  status: PullStatus;
  seat: Seat | null;
}

const shareOf = ({ pace, audio }: StreamGrant): Share => ({ pace, audio });

export function createLiveStream({ stream, grant: firstGrant, post, pullOf, onLeft, log }: LiveStreamOptions): LiveStream {
  let grant = firstGrant;
  /** Whose pictures the window gets. */
  let current: Member | null = null;
  /** Takes over with its first key frame. */
  let next: Member | null = null;
  let lastSequence = -1;
  /** From the server's numbers to the window's. */
  let sequenceShift = 0;

  const tell = (): void => {
    if (current === null) return;
    const { status } = current;
    if (status.kind !== 'open') return post({ kind: 'status', stream, status });
    const { codec, format, widthPx, heightPx, frameRate, audio } = status;
    post({ kind: 'status', stream, status: { kind: 'open', profile: current.grant.profile, codec, format, widthPx, heightPx, frameRate, pace: grant.pace, lowered: grant.lowered, audio } });
  };

  const leave = (member: Member | null): void => {
    if (member === null) return;
    member.seat?.leave();
    member.seat = null;
    onLeft(member.grant.profile, member.pull);
  };

  const takeOver = (member: Member): void => {
    const before = current;
    current = member;
    next = null;
    grant = member.grant;
    tell();
    leave(before);
  };

  /** The same profile as before in another measure. */
  const apply = (member: Member, now: StreamGrant): void => {
    grant = now;
    member.seat?.set(shareOf(now));
    if (member.status.kind === 'open') tell();
  };

  const onStatus = (member: Member, status: PullStatus): void => {
    member.status = status;
    if (member === current) {
      if (status.kind !== 'open' && next !== null && next.status.kind !== 'refused') takeOver(next);
      else tell();
    } else if (member === next && status.kind === 'refused') {
      log.warn('media.profile-refused', { stream, profile: member.grant.profile, code: status.code });
      if (current !== null) apply(current, member.grant);
    }
  };

  const onUnit = (member: Member, unit: LiveUnit, preroll: boolean, isNext: boolean): void => {
    if (member === next && unit.key) takeOver(member);
    if (member !== current) return;
    if (!isNext) sequenceShift = lastSequence === -1 ? 0 : lastSequence + 1 - unit.sequence;
    lastSequence = (unit.sequence + sequenceShift) >>> 0;
    post({ kind: 'unit', stream, key: unit.key, preroll, captureUtcUs: unit.captureUtcUs, sequence: lastSequence, data: unit.data });
  };

  /** `place` puts the member where its first words are heard, for they come before `add` answers. */
  const join = (wanted: StreamGrant, place: (member: Member) => void): Member => {
    const share = shareOf(wanted);
    const member: Member = { grant: wanted, pull: pullOf(wanted.profile, share), status: { kind: 'opening' }, seat: null };
    place(member);
    member.seat = member.pull.add(
      {
        onStatus: (status) => onStatus(member, status),
        onUnit: (unit, preroll, isNext) => onUnit(member, unit, preroll, isNext),
        onAudio: (captureUtcUs, data) => {
          if (member === current) post({ kind: 'audio', stream, captureUtcUs, data });
        },
      },
      share,
    );
    return member;
  };

  const letNextGo = (): void => {
    const before = next;
    next = null;
    leave(before);
  };

  join(firstGrant, (member) => (current = member));

  return {
    retune: (wanted) => {
      if (current === null) return;
      if (next !== null && next.grant.profile !== wanted.profile) letNextGo();
      if (wanted.profile === current.grant.profile) return apply(current, wanted);
      const before = next;
      const member = join(wanted, (joined) => (next = joined));
      leave(before);
      // What there is now is no picture worth keeping.
      if (next === member && current.status.kind !== 'open' && member.status.kind !== 'refused') takeOver(member);
    },
    requestKeyFrame: () => current?.seat?.requestKeyFrame(),
    close: () => {
      letNextGo();
      const before = current;
      current = null;
      leave(before);
    },
  };
}

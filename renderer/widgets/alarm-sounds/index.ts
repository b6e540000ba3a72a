export { AlarmSounds, NoSpeaker, SOUND_MARK } from './alarm-sounds.tsx';
export { SoundDesk } from './sound-desk.tsx';

// @ts-check
// What the project needs from Debian, and why. `run` is for the console itself, `test` for virtual monitors, tests and benches.

/**
 * @typedef {object} DebianPackage
 * @property {readonly string[]} names the name on Debian 12, then names on later releases
 * @property {'run' | 'test'} group
 * @property {boolean} isRequired without it the group cannot work; otherwise something small is missing
 * @property {string} why
 */

/** @type {readonly DebianPackage[]} */
export const debianPackages = Object.freeze([
  { names: ['libgtk-3-0', 'libgtk-3-0t64'], group: 'run', isRequired: true, why: 'Electron draws its windows with it' },
  { names: ['libnss3'], group: 'run', isRequired: true, why: 'Electron: certificates and TLS' },
  { names: ['libasound2', 'libasound2t64'], group: 'run', isRequired: true, why: 'Electron: sound' },
  { names: ['libgbm1'], group: 'run', isRequired: true, why: 'Electron: graphics buffers' },
  { names: ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'], group: 'run', isRequired: true, why: 'Electron: accessibility' },
  { names: ['libdrm2'], group: 'run', isRequired: true, why: 'Electron: graphics' },
  { names: ['libxss1'], group: 'run', isRequired: true, why: 'Electron: screen saver state' },
  { names: ['libsecret-1-0'], group: 'run', isRequired: true, why: 'Electron: the secret service' },
  { names: ['dbus'], group: 'run', isRequired: false, why: 'a session bus where the machine has none; without it sign-ins are not remembered' },
  { names: ['gnome-keyring'], group: 'run', isRequired: false, why: 'the secret store where the desktop brings none; without it sign-ins are not remembered' },
  { names: ['ffmpeg'], group: 'run', isRequired: false, why: "the demo's turning cameras show what they look at, and `--video`; tests draw and decode with it" },
  { names: ['xserver-xorg-core'], group: 'test', isRequired: true, why: 'display server of the virtual monitors' },
  { names: ['xserver-xorg-video-dummy'], group: 'test', isRequired: true, why: 'monitors without hardware' },
  { names: ['x11-xserver-utils'], group: 'test', isRequired: true, why: 'xrandr plugs and unplugs monitors, xhost lets the console user in' },
  { names: ['x11-utils'], group: 'test', isRequired: true, why: 'xprop tells when windows are up' },
  { names: ['openbox'], group: 'test', isRequired: true, why: 'window manager of the virtual monitors' },
  { names: ['xdotool'], group: 'test', isRequired: true, why: 'real mouse and keys in end-to-end tests' },
  { names: ['imagemagick'], group: 'test', isRequired: true, why: 'screenshots of the virtual monitors' },
  { names: ['xvfb'], group: 'test', isRequired: true, why: 'a plain display for single-window benches' },
  { names: ['xauth'], group: 'test', isRequired: true, why: 'xvfb-run needs it' },
  { names: ['openssl'], group: 'test', isRequired: true, why: 'makes wrong certificates for the TLS tests' },
  { names: ['mosquitto'], group: 'test', isRequired: true, why: 'the message broker that joins several PCs into one wall' },
  { names: ['procps'], group: 'test', isRequired: true, why: 'benches read process trees' },
]);

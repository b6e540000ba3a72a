# Runs "$@" with a D-Bus session of its own and an unlocked gnome-keyring on it, kept in the folder VONGLAU_KEYRING_HOME.
# The command replaces this shell, so its process id is the one the caller knows; a watcher ends the two daemons after it.
# VONGLAU_KEYRING=locked leaves the keyring locked.
set -eu
umask 077
home=$VONGLAU_KEYRING_HOME
mkdir -p "$home/data/keyrings"
[ -s "$home/unlock" ] || head -c 24 /dev/urandom | base64 >"$home/unlock"
for old in "$home"/run.*; do
  # A killed console could not clear its own.
  [ ! -d "$old" ] || kill -0 "${old##*.}" 2>/dev/null || rm -rf "$old"
done
XDG_RUNTIME_DIR=$home/run.$$
export XDG_RUNTIME_DIR
rm -rf "$XDG_RUNTIME_DIR"
mkdir "$XDG_RUNTIME_DIR"

bus_config=/usr/share/dbus-1/session.conf
dbus-daemon --config-file="$bus_config" --address="unix:path=$XDG_RUNTIME_DIR/bus" --nofork --nopidfile --print-address=3 3>"$XDG_RUNTIME_DIR/address" >/dev/null 2>&1 &
bus=$!
tries=0
until [ -s "$XDG_RUNTIME_DIR/address" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 200 ] || { echo 'keyring: D-Bus did not start' >&2; exit 70; }
  sleep 0.02
done
DBUS_SESSION_BUS_ADDRESS=$(head -n 1 "$XDG_RUNTIME_DIR/address")
export DBUS_SESSION_BUS_ADDRESS

unlock=--unlock
[ "${VONGLAU_KEYRING:-}" != locked ] || unlock=
# shellcheck disable=SC2086 # an empty word must vanish
tr -d '\n' <"$home/unlock" | XDG_DATA_HOME=$home/data gnome-keyring-daemon --foreground $unlock --components=secrets >/dev/null 2>&1 &
keyring=$!
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner \
  string:org.freedesktop.secrets 2>/dev/null | grep -q 'boolean true'; do
  tries=$((tries + 1))
  [ "$tries" -lt 200 ] || { echo 'keyring: gnome-keyring did not start' >&2; kill "$bus"; exit 70; }
  sleep 0.02
done

( tail --pid=$$ -f /dev/null; kill "$keyring" "$bus"; rm -rf "$XDG_RUNTIME_DIR" ) </dev/null >/dev/null 2>&1 &
unset VONGLAU_KEYRING_HOME VONGLAU_KEYRING
exec "$@"

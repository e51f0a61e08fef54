#!/usr/bin/env bash
# Puts a browser and its driver into DIR: DIR/chromium and DIR/chromedriver. They are the system's own where it has both;
# else Debian's packages of the suite that runs here, with what they need and the system lacks: no root is
# needed, and nothing is installed. What is there already is kept.
# Usage: browser.sh DIR
set -euo pipefail

mkdir -p "$1"
dir=$(cd "$1" && pwd)
[ -x "$dir/chromium" ] && [ -x "$dir/chromedriver" ] && exit 0

for browser in chromium google-chrome; do
  if command -v "$browser" >/dev/null && command -v chromedriver >/dev/null; then
    ln -sfn "$(command -v "$browser")" "$dir/chromium"
    ln -sfn "$(command -v chromedriver)" "$dir/chromedriver"
    exit 0
  fi
done

apt=$dir/.apt
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
. "$(dirname "$0")/debian.sh"
debian update
# Only downloads, so the lock of the system's packages, which is root's, is not taken.
debian -o Debug::NoLocking=true -y --no-install-recommends --download-only install chromium chromium-driver fonts-dejavu-core
root=$dir/.root
for deb in "$apt"/archives/*.deb; do dpkg -x "$deb" "$root"; done
rm -r "$apt"

# The fonts, which the packages would set up when they are installed.
cat >"$root/fonts.conf" <<END
<fontconfig>
  <dir>$root/usr/share/fonts</dir><dir>/usr/share/fonts</dir>
  <cachedir>$root/fonts.cache</cachedir>
  <alias><family>system-ui</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
END
libs=$(dirname "$(find "$root/usr/lib" -name 'libharfbuzz-subset.so.0' | sed -n 1p)")
wrap() {
  printf '#!/bin/sh\nexport LD_LIBRARY_PATH="%s" FONTCONFIG_FILE="%s"\nexec "%s" "$@"\n' \
    "$libs:$libs/pulseaudio" "$root/fonts.conf" "$root/$2" >"$dir/$1"
  chmod +x "$dir/$1"
}
wrap chromium usr/lib/chromium/chromium
wrap chromedriver usr/bin/chromedriver

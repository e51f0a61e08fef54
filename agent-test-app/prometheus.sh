#!/usr/bin/env bash
# Puts a Prometheus into DIR: DIR/prometheus and DIR/promtool. They are the system's own where it has them; else Debian's
# package of the suite that runs here: no root is needed, and nothing is installed. What is there already is kept.
# Usage: prometheus.sh DIR
set -euo pipefail

mkdir -p "$1"
dir=$(cd "$1" && pwd)
[ -x "$dir/prometheus" ] && [ -x "$dir/promtool" ] && exit 0

if command -v prometheus >/dev/null && command -v promtool >/dev/null; then
  ln -sfn "$(command -v prometheus)" "$dir/prometheus"
  ln -sfn "$(command -v promtool)" "$dir/promtool"
  exit 0
fi

apt=$dir/.apt
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
. "$(dirname "$0")/debian.sh"
debian update
# Only downloads, so the lock of the system's packages, which is root's, is not taken. Both are statically linked.
debian -o Debug::NoLocking=true -y --no-install-recommends --download-only install prometheus
for deb in "$apt"/archives/prometheus_*.deb; do dpkg -x "$deb" "$dir/.root"; done
rm -r "$apt"
ln -sfn "$dir/.root/usr/bin/prometheus" "$dir/prometheus"
ln -sfn "$dir/.root/usr/bin/promtool" "$dir/promtool"

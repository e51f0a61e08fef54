#!/usr/bin/env bash
# Puts RabbitMQ into DIR: DIR/epmd, by which the nodes of Erlang find each other, and DIR/rabbitmq-server, which needs it to
# run. They are Debian's packages of the suite that runs here, with what they need and the system lacks: no root is needed,
# and nothing is installed. What is there already is kept.
# Usage: rabbitmq.sh DIR
set -euo pipefail

mkdir -p "$1"
dir=$(cd "$1" && pwd)
[ -x "$dir/rabbitmq-server" ] && exit 0

apt=$dir/.apt
suite=$(. /etc/os-release && echo "${VERSION_CODENAME:-sid}")
. "$(dirname "$0")/debian.sh"
debian update
# Only downloads, so the lock of the system's packages, which is root's, is not taken.
debian -o Debug::NoLocking=true -y --no-install-recommends --download-only install rabbitmq-server
root=$dir/.root
for deb in "$apt"/archives/*.deb; do dpkg -x "$deb" "$root"; done
rm -r "$apt"

# Erlang looks for itself where its packages would have put it.
sed -i "s|ROOTDIR=/usr/lib/erlang$|ROOTDIR=$root/usr/lib/erlang|" "$root/usr/lib/erlang/bin/erl"
server=$(find "$root/usr/lib/rabbitmq/lib" -path '*/sbin/rabbitmq-server' | sed -n 1p)
libs=$(find "$root/usr/lib" -maxdepth 1 -type d -name '*-linux-gnu*' | sed -n 1p)
printf '#!/bin/sh\nexport PATH="%s:$PATH" LD_LIBRARY_PATH="%s"\nexec "%s" "$@"\n' \
  "$root/usr/lib/erlang/bin" "$libs" "$server" >"$dir/rabbitmq-server"
ln -sf "$(find "$root/usr/lib/erlang" -path '*/erts-*/bin/epmd' | sed -n 1p)" "$dir/epmd"
chmod +x "$dir/rabbitmq-server"

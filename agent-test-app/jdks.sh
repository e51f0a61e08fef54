#!/usr/bin/env bash
# Puts JDKs under DIR: DIR/8, DIR/11 and so on, each a JAVA_HOME. They are Debian's own packages of its newest suite, so
# Debian or a system derived from it is needed, but not its version and not root: nothing is installed. Each java is
# pointed at the C library that was unpacked beside it.
# Usage: jdks.sh DIR VERSION...     (8, 11, 17, 21, 25 to 28; one that is there already is kept)
set -euo pipefail

suite=sid
mkdir -p "$1"
dir=$(cd "$1" && pwd)
shift
arch=$(dpkg --print-architecture)
apt=$dir/.apt
. "$(dirname "$0")/debian.sh"

# Unpacks the suite's packages under ROOT, whose bin and lib are links as on a system of today.
unpack() {
  local root=$1 debs
  shift
  debs=$(mktemp -d -p "$apt")
  (cd "$debs" && debian download $(printf "%s/$suite " "$@"))
  for part in bin lib lib64 sbin; do
    mkdir -p "$root/usr/$part"
    ln -sfn "usr/$part" "$root/$part"
  done
  for deb in "$debs"/*.deb; do dpkg -x "$deb" "$root"; done
  rm -r "$debs"
}

# Debian keeps a JDK's configuration in /etc and links to it: puts the files where the links are.
inline_configuration() {
  find "$2" -type l | while read -r link; do
    file=$1$(readlink "$link")
    case $file in
      "$1"/etc/*) if [ -e "$file" ]; then rm "$link" && cp -r "$file" "$link"; fi ;;
    esac
  done
}

# Points all that is executed in JVM at the C library under ROOT.
relink() {
  local root=$1 jvm=$2 libs jli interpreter
  libs=$(dirname "$(find "$root/usr/lib" -name libc.so.6 | sed -n 1p)")
  jli=$(dirname "$(find "$jvm" -name libjli.so | sed -n 1p)")
  interpreter=$(find "$root/usr/lib" "$root/usr/lib64" -name 'ld-linux*.so.*' | sed -n 1p)
  find "$jvm" -type f \( -path '*/bin/*' -o -name jspawnhelper \) -perm -u+x | while read -r file; do
    [ "$(head -c4 "$file" | od -An -tx1 | tr -d ' ')" = 7f454c46 ] || continue
    "$patchelf" --set-interpreter "$interpreter" --force-rpath --set-rpath "$libs:$jli" "$file"
  done
  find "$jvm" -type f -name '*.so' | while read -r file; do
    "$patchelf" --force-rpath --set-rpath "$libs:\$ORIGIN:\$ORIGIN/..:\$ORIGIN/server:$jli" "$file"
  done
}

updated=
for version in "$@"; do
  [ -x "$dir/$version/bin/java" ] && continue
  [ -n "$updated" ] || { debian update; updated=yes; }
  patchelf=$(command -v patchelf || true)
  if [ -z "$patchelf" ]; then
    unpack "$dir/.patchelf" patchelf libc6 libgcc-s1 libstdc++6
    libs=$(dirname "$(find "$dir/.patchelf/usr/lib" -name libc.so.6 | sed -n 1p)")
    patchelf=$dir/.patchelf/run
    printf '#!/bin/sh\nexec "%s" --library-path "%s" "%s" "$@"\n' \
      "$(find "$dir/.patchelf/usr/lib" "$dir/.patchelf/usr/lib64" -name 'ld-linux*.so.*' | sed -n 1p)" \
      "$libs" "$dir/.patchelf/usr/bin/patchelf" >"$patchelf"
    chmod +x "$patchelf"
  fi
  root=$dir/.root-$version
  rm -rf "$root"
  unpack "$root" "openjdk-$version-jre-headless" libc6 libgcc-s1 libstdc++6 zlib1g
  jvm=$root/usr/lib/jvm/java-$version-openjdk-$arch
  inline_configuration "$root" "$jvm"
  relink "$root" "$jvm"
  ln -sfn "$jvm" "$dir/$version"
  "$dir/$version/bin/java" -version 2>&1 | head -1
done

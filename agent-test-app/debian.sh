# For scripts that unpack Debian's packages: defines "debian", an apt-get with lists and archives of its own below $apt,
# for the suite $suite. Needs no root, and leaves the system's apt alone.
for tool in apt-get dpkg; do
  command -v "$tool" >/dev/null || { echo "no $tool: this needs Debian, or a system derived from it" >&2; exit 1; }
done
mirror=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null |
  sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' | grep '/debian/\?$' | sed -n 1p || true)
key=$(find /usr/share/keyrings -name 'debian-archive-keyring.*' | sort | sed -n 1p)
[ -n "$mirror" ] && [ -n "$key" ] || { echo "no mirror of Debian's among the sources of apt" >&2; exit 1; }

mkdir -p "$apt/lists/partial" "$apt/archives/partial"
printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$mirror" "$suite" "$key" >"$apt/debian.sources"

debian() {
  apt-get -o Dir::Etc::sourcelist="$apt/debian.sources" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$apt/lists" \
    -o Dir::Cache="$apt" -o APT::Sandbox::User="$(id -un)" -qq "$@"
}

#!/bin/sh
# Makes the files of fonts/ from the npm package @fontsource-variable/atkinson-hyperlegible-next:
# the weights the styles use and the letters of English, Welsh and their neighbours, which halves
# what a phone downloads. Needs npm, and fonttools with brotli from PyPI. The font is under the SIL
# Open Font License without a reserved name; see fonts/OFL.txt.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm pack --silent --pack-destination "$work" @fontsource-variable/atkinson-hyperlegible-next@5.3.0 >/dev/null
tar xzf "$work"/*.tgz -C "$work"

make() {
  fonttools varLib.instancer --quiet "$work/package/files/atkinson-hyperlegible-next-$1-wght-normal.woff2" \
    wght=400:700 -o "$work/$1.ttf"
  pyftsubset "$work/$1.ttf" --unicodes="$2" --flavor=woff2 --output-file="fonts/atkinson-next-$1.woff2" \
    --layout-features=kern,liga,tnum,lnum,mark,mkmk,ccmp,locl
}
make latin "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2010-2027,U+2030,U+2032-2033,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212"
make latin-ext "U+0100-017F,U+1E80-1E85,U+1EF2-1EF3"
cp "$work/package/LICENSE" fonts/OFL.txt

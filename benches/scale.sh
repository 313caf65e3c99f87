#!/usr/bin/env bash
# Measures the commands on a generated library: bash benches/scale.sh ARTICLES [PROGRAM]
#
# Each line tells what was done, the seconds of processor that it took (of all cores together), the seconds that passed, and the
# most memory that was used at once. On a machine that does other things too, only the first and the last mean anything.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

articles=${1:?how many articles?}
program=${2:-}
if [ -z "$program" ]; then
    cargo build --quiet --release
    program=$PWD/target/release/onrecord
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --quiet --release --example generate -- "$articles" "$work/story"
cargo run --quiet --release --example generate -- 100 "$work/more" --seed 2
export XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config

measure() {
    local what=$1
    shift
    /usr/bin/time --output "$work/time" --format '%U %S %e %M' "$program" "$@" >"$work/out"
    awk -v what="$what" '{ printf "%-44s %8.2f s %8.2f s %7.0f MB\n", what, $1 + $2, $3, $4 / 1024 }' "$work/time"
}

printf '%-44s %10s %10s %10s\n' "$articles articles" processor passed memory
measure 'everything, without a cache' people "$work/story" --no-cache
measure 'everything, and kept' people "$work/story"
measure 'opened again' people "$work/story"
measure 'a search' search 'speaker:barack about:winter' "$work/story"
cp -r "$work/more" "$work/story/more"
measure 'with 100 new articles' people "$work/story"
measure 'opened again' people "$work/story"
du -sh --apparent-size "$work/story" "$work/cache" | awk '{ print $1, $2 }' | sed "s|$work/||"

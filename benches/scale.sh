#!/usr/bin/env bash
# Measures the commands on a generated library: bash benches/scale.sh ARTICLES [PROFILE]
#
# PROFILE is that of Cargo, `release` unless another one is given: `fast` is built sooner. The library and its cache take about
# 17 kB an article below $TMPDIR, and go away at the end.
#
# Each line tells what was done, the seconds of processor that it took (of all cores together), the seconds that passed, and the
# most memory that was used at once. On a machine that does other things too, only the first and the last mean anything.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

articles=${1:?how many articles?}
profile=${2:-release}
cargo build --quiet --profile "$profile" --bin onrecord --example generate
program=$PWD/target/$profile/onrecord
generate=$PWD/target/$profile/examples/generate
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$generate" "$articles" "$work/story" >"$work/out"
"$generate" 100 "$work/more" --seed 2 >"$work/out"
export XDG_CACHE_HOME=$work/cache XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data

measure() {
    local what=$1
    shift
    /usr/bin/time --output "$work/time" --format '%U %S %e %M' "$program" "$@" >"$work/out"
    tell "$what"
}

# The reader on a terminal of its own; it is left when all that comes by itself has come.
measure_reader() {
    local command
    command=$(printf '%q ' "$program" "$work/story")
    (sleep 10; printf q) |
        /usr/bin/time --output "$work/time" --format '%U %S %e %M' script --quiet --return --command "$command" /dev/null >"$work/out"
    tell "$1"
}

tell() {
    awk -v what="$1" '{ printf "%-44s %8.2f s %8.2f s %7.0f MB\n", what, $1 + $2, $3, $4 / 1024 }' "$work/time"
}

printf '%-44s %10s %10s %10s\n' "$articles articles" processor passed memory
measure 'people, without a cache' people "$work/story" --no-cache
measure 'people, the first time' people "$work/story"
measure 'people, again' people "$work/story"
measure 'statements, the first time' statements "$work/story"
measure 'statements, again' statements "$work/story"
measure 'a search for a word' search winter "$work/story"
measure 'a search for what somebody said' search 'speaker:barack about:winter' "$work/story"
measure_reader 'the reader, ten seconds, the first time'
measure_reader 'the reader, ten seconds, again'
cp -r "$work/more" "$work/story/more"
measure 'people, with 100 new articles' people "$work/story"
measure 'people, again' people "$work/story"
du -sm --apparent-size "$work/story" "$work/cache" | awk '{ print $1 " MB", $2 }' | sed "s|$work/||"

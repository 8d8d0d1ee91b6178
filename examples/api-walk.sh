#!/usr/bin/env bash
# The whole way by the API, as docs/guide/api.md tells it: an account, a stream, an encoder, viewers, a video. Each step is a call
# or two of curl; jq picks fields out of the answers.
set -euo pipefail

help='api-walk.sh: from an account to a video, by curl

  --url URL        where Kubecast is            (http://localhost:8080)
  --seconds N      how long to stream           (10)
  --keep           leave the stream, the recording and the video there
  --help

It registers a new account, or logs in to the one of KUBECAST_LOGIN and KUBECAST_PASSWORD. It needs curl, jq and ffmpeg.
Accounts cannot be deleted by the API.'

url=http://localhost:8080
seconds=10
keep=

say() { printf '\n== %s\n' "$*"; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

while (($#)); do
  case $1 in
    --url) url=${2:?--url is of what?} && shift ;;
    --seconds) seconds=${2:?--seconds is how many?} && shift ;;
    --keep) keep=yes ;;
    --help) printf '%s\n' "$help" && exit ;;
    *) die "$1 is no option; --help lists them" ;;
  esac
  shift
done
[[ $seconds =~ ^[1-9][0-9]*$ ]] || die "--seconds $seconds is no number of seconds"
for program in curl jq ffmpeg; do
  command -v "$program" >/dev/null || die "$program is not installed: apt-get install $program"
done

authorization=()
video='' recording='' stream='' encoder='' ended=''
files=$(mktemp -d)

# call METHOD PATH [JSON]: prints the answer. One that is no success is an error.
call() {
  local body=() answer
  if (($# > 2)); then body=(--json "$3"); fi
  answer=$(curl --silent --show-error --fail-with-body --request "$1" "${authorization[@]}" "${body[@]}" "$url/api$2") ||
    die "$1 /api$2 failed: $answer"
  printf '%s\n' "$answer"
}

# fetch PATH FILE: what the edge has. As players do, it asks again: a playlist is there with the first segment, a busy pod is late.
fetch() {
  curl --silent --fail --retry 20 --retry-delay 1 --retry-all-errors --output "$files/$2" "$url$1" || die "Could not fetch $2"
}

# wait_until WHAT PATH FILTER: asks each second until jq's filter gives something.
wait_until() {
  local end=$((SECONDS + 180))
  printf '%s … ' "$1"
  until call GET "$2" | jq --exit-status "$3" >/dev/null; do
    if [[ -n $encoder && -z $ended ]] && ! kill -0 "$encoder" 2>/dev/null; then die "ffmpeg ended: $(<"$files/ffmpeg.log")"; fi
    ((SECONDS < end)) || die "it took more than three minutes; it is now: $(call GET "$2")"
    sleep 1
  done
  echo yes
}

clean_up() {
  if [[ -n $encoder ]]; then kill "$encoder" 2>/dev/null || true; fi
  rm -rf "$files"
  if [[ -n $keep ]]; then return; fi
  if [[ -n $stream ]]; then say 'Deleting what was made'; fi
  for made in ${video:+"/videos/$video"} ${recording:+"/recordings/$recording"} ${stream:+"/streams/$stream"}; do
    (call DELETE "$made") || true
  done
}
trap clean_up EXIT

if [[ -n ${KUBECAST_LOGIN:-} ]]; then
  say "Logging in as $KUBECAST_LOGIN"
  session=$(call POST /auth/login "$(jq -n '{login: env.KUBECAST_LOGIN, password: env.KUBECAST_PASSWORD}')")
else
  name=walk-$(od -An -N4 -tx1 /dev/urandom | tr -d ' ')
  say "Registering $name"
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  session=$(call POST /auth/register "{\"username\":\"$name\",\"email\":\"$name@example.org\",\"password\":\"$password\"}")
fi
authorization=(--header "Authorization: Bearer $(jq -r .accessToken <<<"$session")")
jq .user <<<"$session"

say 'Making a stream'
stream=$(call POST /streams '{"title":"A walk","ladder":"sd"}' | jq -r .id)
wait_until 'It takes an encoder' "/streams/$stream" .isReady
ingest=$(call GET "/streams/$stream/ingest")
echo 'In OBS, Settings → Stream, service Custom: either only the server'
jq .obs.oneUrl <<<"$ingest"
echo 'or all three, the password after a tick at “Use authentication”'
jq .obs.serverAndKey <<<"$ingest"

say 'Streaming a test picture there'
ffmpeg -nostdin -hide_banner -loglevel error -re -f lavfi -i testsrc2=size=640x360:rate=30 -f lavfi -i sine=frequency=440 \
  -c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 60 -b:v 800k -c:a aac -f mpegts \
  "$(jq -r .url <<<"$ingest")" 2>"$files/ffmpeg.log" &
encoder=$!
wait_until 'It is live' "/streams/$stream" '.state == "live" and (.availableQualities | length > 0)'
call GET "/streams?live=true" | jq ".items[] | select(.id == \"$stream\") | {title, owner, state, availableQualities, playbackPath}"
wait_until 'It is recorded' "/recordings?streamId=$stream" '.items[0].id'
recording=$(call GET "/recordings?streamId=$stream" | jq -r '.items[0].id')

say 'Watching it'
playlist=$(call POST "/streams/$stream/grant" | jq -r .nativePlaybackPath) # a public stream needs no grant; a private one does
fetch "$playlist" master.m3u8
quality=$(grep -m 1 '^[^#]' "$files/master.m3u8")
sleep "$seconds"
fetch "${playlist%/*}/$quality" playlist.m3u8
segment=$(grep -m 1 '^[^#]' "$files/playlist.m3u8")
fetch "${playlist%/*}/${quality%/*}/$segment" segment.m4s
echo "$quality has $(grep -c '^[^#]' "$files/playlist.m3u8") segments; the first has $(wc -c <"$files/segment.m4s") bytes"
call POST /realtime/watching "{\"streamId\":\"$stream\"}" # an open player says so every ten seconds
wait_until 'It has a viewer' "/streams/$stream" '.viewers > 0'

say 'Ending it'
ended=yes
call POST "/streams/$stream/end" | jq '{state, isSuspended}'
wait_until 'It is offline' "/streams/$stream" '.state == "offline"'
wait_until 'Its recording is complete, and a video' "/recordings/$recording" '.state == "complete" and .videoId != null'
video=$(call GET "/recordings/$recording" | jq -r .videoId)

say 'Its video'
call PATCH "/videos/$video" '{"title":"A walk, recorded","tags":["walk"]}' | jq '{title, owner, tags, durationSeconds}'
fetch "$(call POST "/videos/$video/grant" | jq -r .files.video)" video.mp4
echo "video.mp4 has $(wc -c <"$files/video.mp4") bytes"
ffmpeg -nostdin -hide_banner -loglevel error -i "$files/video.mp4" -f null - && echo 'It plays without an error'
call PUT "/videos/$video/like" | jq -c .
call POST "/videos/$video/view" | jq -c .
call GET '/videos?tag=walk' | jq '.items[0] | {title, viewCount, likeCount}' # newest first

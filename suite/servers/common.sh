# What the start scripts in this folder share; each sources this file, sets `name` and calls `main "$@"`.
#
# A script may set or define:
#   packages      Debian packages to install; the first one owns the system service `service`
#   install       gets what is missing (default: the packages)
#   configure     writes the configuration below $home, for $port
#   launch        starts the server with `detach COMMAND...`
#   prepare       is run before each readiness check
#   probe_name, probe_body NONCE   what the readiness check writes
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the sourcing script sets or reads these

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
packages=()
service=
policy=/usr/sbin/policy-rc.d # says whether a package may start its service
collection=dav/
probe_name=ready.txt
wait_seconds=${WAIT_SECONDS:-60}

dir=   # the folder that the caller named, or a fresh one
home=  # $dir/$name: everything that start makes, and all that stop removes
port=
url=
drop=() # the prefix that makes a command run as the server's user

say() { printf '%s: %s\n' "${name:-server}" "$*" >&2; }
die() { say "$*"; exit 1; }

usage() {
  cat >&2 <<END
usage: $0 start [DIR]         start the server; prints the URL of its collection
       $0 stop DIR            stop it and remove what start made
       $0 run -- COMMAND...   start it, run COMMAND with TARGET_URL set, stop it
END
  exit 2
}

prepare() { :; }
probe_body() { printf '%s' "$1"; }
install() { install_packages; }

# --- Packages ---------------------------------------------------------------------------------------------------------

installed() { [[ $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) == installed ]]; }

as_root() {
  if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -o DPkg::Lock::Timeout=300 install -qq -y --no-install-recommends "$@"
}

install_packages() {
  local package messages missing=()
  for package in "${packages[@]}"; do
    command -v dpkg-query >/dev/null || die "needs the Debian package $package, but this is no Debian system."
    installed "$package" || missing+=("$package")
  done
  command -v curl >/dev/null || missing+=(curl)
  ((${#missing[@]})) || return 0

  say "installing ${missing[*]}"
  if [[ ! -e $policy ]]; then # none may, while these are installed
    trap 'as_root rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi
  if ! messages=$(apt_install "${missing[@]}" 2>&1); then # the lists of packages may be missing or old
    as_root apt-get update -qq >&2 || die "apt-get update failed."
    messages=$(apt_install "${missing[@]}" 2>&1) || {
      printf '%s\n' "$messages" >&2
      die "could not install ${missing[*]}."
    }
  fi
  if [[ -n $service && ${missing[0]} == "${packages[0]}" && -d /run/systemd/system ]]; then
    as_root systemctl disable --now "$service" >&2 || say "could not disable the service $service"
  fi
}

# --- The folder -------------------------------------------------------------------------------------------------------

# Sets dir and home, and makes them.
make_home() {
  local folder=$1
  if [[ -z $folder ]]; then
    folder=$(mktemp -d --tmpdir "$name.XXXXXX")
    : >"$folder/.made-by-start"
  elif [[ $folder == *['"\$'$'\n']* ]]; then
    die "the folder's name may not hold quotes, backslashes, dollar signs or line ends."
  elif [[ ! -e $folder ]]; then
    mkdir -p -- "$folder" || die "cannot make the folder $folder."
    : >"$folder/.made-by-start"
  fi
  dir=$(realpath -- "$folder")
  [[ ! -f $dir/.made-by-start ]] || chmod 755 -- "$dir"
  if [[ -e $dir/$name ]]; then # left by a server that ended by itself?
    (
      find_home
      ! running || die "already runs below $dir; stop it first."
      end_orphans
      rm -rf -- "$home"
    ) || exit 1
  fi
  mkdir -- "$dir/$name" || die "cannot write below $dir."
  home=$dir/$name
  : >"$home/.made-by-start"
  mkdir -p -- "$home/data/$collection" "$home/tmp"
}

# Sets home to what an earlier start made below dir.
find_home() {
  [[ -f $dir/$name/.made-by-start ]] || die "$dir/$name was not made by start."
  home=$dir/$name
}

# Removes home, and dir if a start made it and nothing else is left there.
remove_home() {
  rm -rf -- "$home"
  home=
  if [[ $(ls -A -- "$dir") == .made-by-start ]]; then
    rm -- "$dir/.made-by-start"
    rmdir -- "$dir"
  fi
}

# Started by root, a server runs as www-data; call this at the end of configure.
use_server_user() {
  ((EUID == 0)) || return 0
  drop=(setpriv --reuid=www-data --regid=www-data --clear-groups)
  chown -R www-data: -- "$home"
  if ! "${drop[@]}" test -w "$home/data"; then
    say "letting the user www-data enter $dir"
    chmod a+x -- "$dir"
    "${drop[@]}" test -w "$home/data" || die "the user www-data cannot reach $home; name another folder."
  fi
}

# --- The process ------------------------------------------------------------------------------------------------------

free_port() { # below the range of ephemeral ports, so that no client takes it in between
  while :; do
    port=$((20000 + RANDOM % 12000))
    (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || return 0
  done
}

# When a process began, so that its number is not taken for that of a later one; fails when it has ended.
began() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  stat=${stat##*) } # from the third field on: the second may hold spaces
  [[ $stat != Z* ]] || return 1
  cut -d ' ' -f 20 <<<"$stat"
}

running() {
  local pid start
  [[ -f $home/pid ]] && { read -r pid && read -r start; } <"$home/pid" && [[ $(began "$pid") == "$start" ]]
}

# Runs COMMAND in the background, in a session of its own, with no open file of the caller's.
detach() {
  local fd pid start
  (
    for fd in /proc/"$BASHPID"/fd/*; do
      fd=${fd##*/}
      ((fd < 3 || fd == 255)) || exec {fd}>&-
    done
    trap - INT QUIT
    cd -- "$home" || exit
    exec setsid "${drop[@]}" "$@"
  ) </dev/null >>"$home/log" 2>&1 &
  pid=$!
  start=$(began "$pid") || start=gone
  printf '%s\n' "$pid" "$start" >"$home/pid"
}

http() { curl -q --silent --noproxy '*' --max-time 5 "$@"; }

# A PUT, a GET that shows it and a DELETE; an open port alone would not do, nor another server's.
answers_rightly() {
  local nonce=nonce$RANDOM$RANDOM
  prepare
  http --fail --output /dev/null --request PUT --header 'Expect:' --header "Content-Type: ${probe_type:-text/plain}" \
    --data-binary "$(probe_body "$nonce")" "$url$probe_name" &&
    [[ $(http --fail "$url$probe_name") == *"$nonce"* ]] &&
    grep -qr "$nonce" "$home/data" &&
    http --fail --output /dev/null --request DELETE "$url$probe_name" &&
    [[ $(http --output /dev/null --write-out '%{http_code}' "$url$probe_name") == 404 ]]
}

await_answer() {
  local end=$((SECONDS + wait_seconds))
  while ((SECONDS < end)); do
    running || return 1
    ! answers_rightly || return 0
    sleep 0.2
  done
  say "no right answer within $wait_seconds seconds."
  return 1
}

start() {
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  (flock 9 && install 9<&-) 9<"$here/common.sh" || exit 1
  make_home "$1"
  local attempt
  for attempt in 1 2 3; do
    free_port
    url=http://127.0.0.1:$port/$collection
    : >"$home/log"
    configure
    launch
    if await_answer; then return 0; fi
    if running || ! grep -qi 'address.* in use' "$home/log"; then break; fi
  done
  tail -n 15 "$home/log" >&2
  die "did not start; its last messages are above."
}

# Ends the process of the pid file, and only that one, with its children.
end_process() {
  local pid end=$((SECONDS + 15))
  running || return 0
  read -r pid <"$home/pid"
  kill -TERM "$pid" 2>/dev/null || true
  while running; do
    if ((SECONDS >= end)); then
      say "did not end in time; killing it."
      kill -KILL -- "-$pid" 2>/dev/null || true # the group holds the server and its children only: see detach
      end=$((SECONDS + 15))
    fi
    sleep 0.1
  done
}

# Children that outlived a server which was killed: they are in its group and work in its folder.
end_orphans() {
  local group stat process of
  [[ -f $home/pid ]] || return 0
  read -r group <"$home/pid"
  for process in /proc/[0-9]*; do
    stat=$(cat "$process/stat" 2>/dev/null) || continue
    read -r _ _ of _ <<<"${stat##*) }"
    [[ $of == "$group" && $(readlink "$process/cwd") == "$home" ]] || continue
    kill -KILL "${process##*/}" 2>/dev/null || true
  done
}

clean_up() {
  [[ -n $home ]] || return 0
  end_process
  end_orphans
  remove_home
}

run() {
  local child='' status interrupted
  start ''
  trap 'interrupted=yes; kill -TERM "$child" 2>/dev/null || true' HUP INT TERM
  (
    trap - EXIT HUP INT QUIT TERM
    export TARGET_URL=$url
    exec "$@"
  ) <&0 &
  child=$!
  while :; do
    interrupted=no status=0
    wait "$child" || status=$?
    [[ $interrupted == yes ]] || break
  done
  exit "$status"
}

main() {
  case ${1-} in
    start)
      (($# <= 2)) || usage
      start "${2-}"
      trap - EXIT
      [[ -n ${2-} ]] || say "to stop it: $0 stop $dir"
      printf '%s\n' "$url"
      ;;
    stop)
      (($# == 2)) || usage
      dir=$(realpath -e -- "$2" 2>/dev/null) || die "there is no folder $2."
      find_home
      running || say "was not running any more."
      clean_up
      ;;
    run)
      [[ ${2-} == -- && $# -ge 3 ]] || usage
      shift 2
      run "$@"
      ;;
    *) usage ;;
  esac
}

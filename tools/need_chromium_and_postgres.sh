#!/usr/bin/env bash
# The tests drive a real Chromium and a real PostgreSQL server. Find both; install what is
# missing where apt-get may be used without asking; otherwise say in one sentence what to do.
set -euo pipefail

have_chromium() {
    local name
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return 0
    done
    return 1
}

have_postgres() {
    local folder
    if command -v initdb >/dev/null && command -v postgres >/dev/null; then
        return 0
    fi
    for folder in /usr/lib/postgresql/*/bin; do
        [[ -x "$folder/initdb" && -x "$folder/postgres" ]] && return 0
    done
    return 1
}

# Sets `missing` to the packages that still have to come.
look() {
    missing=()
    have_chromium || missing+=(chromium)
    have_postgres || missing+=(postgresql)
}

# How to run a command as root here: as it is, through sudo, or not at all.
as_root() {
    if [[ "$(id -u)" == 0 ]]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

can_install() {
    command -v apt-get >/dev/null || return 1
    [[ "$(id -u)" == 0 ]] && return 0
    command -v sudo >/dev/null && sudo -n true 2>/dev/null
}

install() {
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
    echo "Installing ${missing[*]} for the tests."
    as_root "${apt[@]}" update
    # Debian packs the browser without its windows apart: smaller, and quicker in tests.
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        missing=("${missing[@]/%chromium/chromium-headless-shell}")
    fi
    as_root "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

look
[[ ${#missing[@]} -eq 0 ]] && exit 0

if can_install && install; then
    look
    [[ ${#missing[@]} -eq 0 ]] && exit 0
fi

echo "The tests need ${missing[*]}: please install (Debian and Ubuntu: apt-get install ${missing[*]})." >&2
exit 1

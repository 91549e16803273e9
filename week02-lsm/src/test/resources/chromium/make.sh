#!/bin/sh
# Makes the Local Storage directories beside this script anew: headless Chromium opens pages that a server on loopback
# gives it, and keeps their rows in a LevelDB database. Needs chromium and python3. Dates in the rows differ each time.
#
#   log/     one run: all rows are in the log
#   table/   two runs: the first fills more than a memtable, so the start of the second writes a table
set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd)
work=$(mktemp -d)
port=18765
python3 -m http.server "$port" --bind 127.0.0.1 --directory "$here/www" >/dev/null 2>&1 &
server=$!
trap 'kill "$server"; rm -rf "$work"' EXIT
sleep 1

# Opens page $2 with the profile $1.
visit() {
    chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/$1" --virtual-time-budget=5000 --dump-dom \
        "http://127.0.0.1:$port/$2" >/dev/null 2>&1
}

# Keeps the database of profile $1, but for its diary, which tells of this machine.
keep() {
    rm -rf "${here:?}/$1"
    mkdir "$here/$1"
    cp "$work/$1/Default/Local Storage/leveldb/"* "$here/$1/"
    rm -f "$here/$1/LOG" "$here/$1/LOG.old"
}

visit log few.html
keep log
visit table many.html
visit table few.html
keep table

#!/bin/sh
# Installs the programs that ctrack is compared with: Taskwarrior from the distribution, the others beside the bench.
set -eu
folder="${TMPDIR:-/tmp}/ctrack-bench-$(id -u)"
mkdir -p "$folder" && chmod 700 "$folder"
sudo=""
[ "$(id -u)" = 0 ] || sudo=sudo
command -v task >/dev/null && command -v sqlite3 >/dev/null || $sudo apt-get install -y -qq taskwarrior sqlite3
python3 -m venv "$folder/peers"
"$folder/peers/bin/pip" install --quiet --disable-pip-version-check todoman sqlite-utils doorstop

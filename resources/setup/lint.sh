#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Guancheng authors
# SPDX-License-Identifier: Apache-2.0
#
# `./dev lint`, inside the tools: formatting, QML, shell scripts, clang-tidy. Says what is wrong and fails at the end.
# `./dev lint --fast` leaves clang-tidy out, which takes a quarter of an hour where nothing has been checked before.
set -uo pipefail
build=$1
fast=${2:-}
failed=0
step() { printf '==> %s\n' "$*" >&2; }
broken() { printf 'lint: %s\n' "$*" >&2; failed=1; }

mapfile -d '' sources < <(git ls-files -z -co --exclude-standard '*.h' '*.cpp')

step "clang-format (${#sources[@]} files)"
clang-format --dry-run --Werror "${sources[@]}" || broken "run ./dev format"

step "qmllint"
ninja -C "$build" all_qmllint >"$build/qmllint.log" 2>&1 || { cat "$build/qmllint.log"; broken "qmllint"; }
if grep -E '^(Warning|Info):' "$build/qmllint.log"; then broken "qmllint warns"; fi

step "shell scripts"
for script in dev .ci/run resources/setup/*.sh; do bash -n "$script" || broken "$script"; done

if [ "$fast" = --fast ]; then
    [ "$failed" = 0 ] && step "clean (without clang-tidy)"
    exit $failed
fi

step "clang-tidy on what differs from the last clean run"
# A file that was clean with the same text, headers and checks is clean; the stamps outlive the build folder.
stamps=${XDG_CACHE_HOME:-$HOME/.cache}/guancheng/clang-tidy
mkdir -p "$stamps"
headers=$(git ls-files -co --exclude-standard '*.h' .clang-tidy | sort | xargs cat | sha256sum | cut -c1-16)
git ls-files -co --exclude-standard 'app/*.cpp' 'datasources/*.cpp' 'maps/*.cpp' 'qml/*.cpp' 'widgets/*.cpp' |
    python3 resources/setup/tidy.py "$build" "$stamps" "$headers" || broken "clang-tidy"

[ "$failed" = 0 ] && step "clean"
exit $failed

#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Guancheng authors
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy over the sources named on standard input, several of a folder in one go: tidy.py BUILD STAMPS HEADERS

Most of the time of clang-tidy goes into Qt's headers, so up to BATCH sources of one folder are read as one unit. Where they do not
compile together (two helpers of one name in unnamed namespaces), each is read alone. HEADERS is a digest of what all sources
include; a batch with the same text and the same HEADERS that was clean before is clean. Prints the findings; ends with 1 if any.
"""
import concurrent.futures, hashlib, json, os, pathlib, shlex, subprocess, sys

BATCH = 8
QUIET = ["-Wno-unknown-warning-option", "-Wno-ignored-optimization-argument", "-Wno-ignored-gch", "-Wno-unused-command-line-argument"]


def flags_of(entry):
    """The compiler's flags without compiler, input, output and gcc's precompiled header, which clang cannot read."""
    words = shlex.split(entry["command"])
    flags, skip = [], 0
    for at, word in enumerate(words):
        if skip:
            skip -= 1
        elif word in ("-o", "-c"):
            skip = 1
        elif word.startswith("-") or (at and words[at - 1] in ("-isystem", "-include", "-I")):
            flags.append(word)
    return flags


def tidy(sources, flags, unit):
    unit.write_text("".join(f'#include "{pathlib.Path(source).resolve()}"\n' for source in sources))
    done = subprocess.run(["clang-tidy", "--quiet", str(unit), "--", "-xc++", *flags, *QUIET], capture_output=True, text=True)
    return done.returncode == 0, done.stdout


def check(batch, flags, build, stamps, headers):
    digest = hashlib.sha256(headers.encode())
    for source in batch:
        digest.update(pathlib.Path(source).read_bytes())
    stamp = stamps / f"{digest.hexdigest()[:24]}"
    if stamp.exists():
        return ""
    unit = build / "tidy" / f"{digest.hexdigest()[:16]}.cpp"
    clean, said = tidy(batch, flags, unit)
    if not clean and len(batch) > 1 and "clang-diagnostic-error" in said:
        alone = [tidy([source], flags, unit) for source in batch]
        clean, said = all(ok for ok, _ in alone), "".join(text for ok, text in alone if not ok)
    unit.unlink()
    if clean:
        stamp.touch()
        return ""
    return said


def main():
    build, stamps, headers = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    (build / "tidy").mkdir(exist_ok=True)
    commands = {entry["file"]: entry for entry in json.load(open(build / "compile_commands.json"))}
    folders = {}
    for source in sys.stdin.read().split():
        entry = commands.get(str(pathlib.Path(source).resolve()))
        if entry:  # what this machine does not build it cannot check
            folders.setdefault((os.path.dirname(source), tuple(flags_of(entry))), []).append(source)
    jobs = [(files[at : at + BATCH], list(flags)) for (_, flags), files in folders.items() for at in range(0, len(files), BATCH)]
    broken = False
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(lambda job: check(*job, build, stamps, headers), jobs):
            if said:
                broken = True
                print(said, flush=True)
    sys.exit(broken)


main()

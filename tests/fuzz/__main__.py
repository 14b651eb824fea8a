"""Fuzz one door with atheris, which looks for inputs that take new ways through the code.

python -m tests.fuzz feed --seconds 300

It begins with the samples of `tests.fuzz.targets` and what was found before, and keeps what is new in
``var/fuzz/<target>``. A crash or a hang ends it with exit code 1 and the input in ``var/fuzz/<target>-found-…``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "config", "parsers", "feedparser"]):
    from tests.fuzz.targets import LONGEST_INPUT, TARGETS, Target

ROOM = Path("var/fuzz")
SLOWEST = 20
"""Seconds for one input, on a machine that may be busy."""
MOST_MEMORY = 1500
"""Megabytes of the whole process, the fuzzer's own tables included."""


def main(target: Target, seconds: int) -> None:
    corpus = ROOM / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(target.samples()):
        (corpus / f"sample-{number}").write_bytes(sample)
    words = ROOM / f"{target.name}.words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in target.words))
    found = Path(__file__).parent / "found" / target.name
    options = {
        "max_total_time": seconds,
        "timeout": SLOWEST,
        "rss_limit_mb": MOST_MEMORY,
        "max_len": LONGEST_INPUT,
        "dict": words,
        "artifact_prefix": f"{ROOM}/{target.name}-found-",
    }
    told = [f"-{name}={value}" for name, value in options.items()]
    folders = [str(corpus), *([str(found)] if found.is_dir() else [])]
    atheris.Setup([sys.argv[0], *told, *folders], target.take)
    atheris.Fuzz()


def _escaped(word: bytes) -> str:
    return "".join(f"\\x{byte:02X}" for byte in word)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--seconds", type=int, default=300)
    asked = parser.parse_args()
    main(TARGETS[asked.target], asked.seconds)

"""The doors that `make fuzz` tries for hours, tried for seconds: what was found once, and samples that are damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import LONGEST_INPUT, TARGETS, Target

FOUND = sorted(path for path in (Path(__file__).parent / "found").glob("*/*") if path.is_file())
EACH = pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))

FIRST_IS_ENOUGH = (Phase.explicit, Phase.reuse, Phase.generate)
"""Making a finding smaller costs minutes where each try is a request."""


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_did_harm_once_does_it_no_more(path: Path) -> None:
    TARGETS[path.parent.name].take(path.read_bytes())


@EACH
def test_the_samples_themselves_do_no_harm(target: Target) -> None:
    samples = target.samples()
    assert samples
    for sample in samples:
        target.take(sample)


@EACH
@settings(max_examples=60, deadline=None, phases=FIRST_IS_ENOUGH, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_damaged_sample_does_no_harm(target: Target, data: st.DataObject) -> None:
    sample = data.draw(st.sampled_from(target.samples()))
    for _ in range(data.draw(st.integers(1, 4))):
        sample = _damaged(sample, target, data)
    target.take(sample[:LONGEST_INPUT])


def _damaged(sample: bytes, target: Target, data: st.DataObject) -> bytes:
    """The sample with something lost and something put in: a word of its format, or bytes, once or a thousand times."""
    at, lost = data.draw(st.integers(0, len(sample))), data.draw(st.integers(0, 80))
    put = data.draw(st.sampled_from(target.words) | st.binary(max_size=12)) * data.draw(
        st.sampled_from([0, 1, 1, 1000])
    )
    return sample[:at] + put + sample[at + lost :]

"""A stand-in for EDGAR on loopback: serves filings over time or a recording, and misbehaves on cue."""

from bot.standin.edgar.filings import Registrant, ServedFiling, read_filing, sample_filings
from bot.standin.edgar.misbehaviour import Misbehaviour
from bot.standin.edgar.recording import Exchange, Recording, load_recording, save_recording
from bot.standin.edgar.server import Asked, StandinEdgar

__all__ = [
    "Asked",
    "Exchange",
    "Misbehaviour",
    "Recording",
    "Registrant",
    "ServedFiling",
    "StandinEdgar",
    "load_recording",
    "read_filing",
    "sample_filings",
    "save_recording",
]

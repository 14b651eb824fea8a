"""A stand-in for Slack that keeps state, keeps Slack's limits, and misbehaves on cue. Loopback only."""

from bot.standin.slack.server import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, StandinSlack
from bot.standin.slack.workspace import BOT_USER_ID, TEAM_ID

__all__ = ["APP_TOKEN", "BOT_TOKEN", "BOT_USER_ID", "SIGNING_SECRET", "TEAM_ID", "StandinSlack"]

"""What Slack is asked to show, one module a kind of message. Pure: facts in, `bot.stages.Message` out."""

from bot.slack.messages.alert import alert_message, alert_messages, unreadable_message
from bot.slack.messages.amendment import amended_original, amendment_reply, amends_unheard
from bot.slack.messages.digest import digest_messages
from bot.slack.messages.evidence import evidence_view
from bot.slack.messages.lookup import asking_message, help_message, lookup_message, picture_message
from bot.slack.messages.sample import sample_messages
from bot.slack.messages.succession import succession_message
from bot.slack.messages.terminal import plain_text

__all__ = [
    "alert_message",
    "alert_messages",
    "amended_original",
    "amendment_reply",
    "amends_unheard",
    "asking_message",
    "digest_messages",
    "evidence_view",
    "help_message",
    "lookup_message",
    "picture_message",
    "plain_text",
    "sample_messages",
    "succession_message",
    "unreadable_message",
]

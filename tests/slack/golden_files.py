"""The golden messages: what is asked of each, and how the files are written anew.

``python -m tests.slack.golden_files`` writes them. Read the difference before it is committed: the ``.txt`` files are
what a person reads, the ``.json`` files what Slack gets.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from bot.lookup import Help
from bot.slack.commands.watch_answers import help_message
from bot.slack.messages import (
    alert_messages,
    amended_original,
    amendment_reply,
    amends_unheard,
    asking_message,
    digest_messages,
    evidence_view,
    lookup_message,
    picture_message,
    plain_text,
    sample_messages,
)
from bot.stages import Alert, Message
from parsers.report import MeetingReport
from tests.slack import answers, forms, meetings

FOLLOWED = ("watches CIK 999001 (HARBOR LANTERN CORP)",)
FOLDER = Path(__file__).parent / "golden"


def alert(of: Callable[[], MeetingReport]) -> Callable[[], tuple[Message, ...]]:
    return lambda: alert_messages(meetings.alert(of()), meetings.REASONS)


def bare(of: Callable[[], Alert]) -> Callable[[], tuple[Message, ...]]:
    return lambda: alert_messages(of(), meetings.REASONS)


def compared() -> tuple[Message, ...]:
    """Late twice over, with the meeting before to compare with."""
    late = meetings.alert(meetings.say_on_pay_failed(), late=True)
    before = answers.history()[3].report
    delay = "delivered 14 min late: Slack was rate limiting"
    return alert_messages(late, meetings.REASONS, previous=before, delay=delay)


def unheard_of() -> tuple[Message, ...]:
    """An amendment of what is not held."""
    return alert_messages(meetings.alert(meetings.amendment()), meetings.REASONS, note=amends_unheard(()))


def amended() -> tuple[Message, ...]:
    """What the first message reads like after the board decided on the frequency."""
    earlier = [meetings.stored(meetings.frequency_chosen())]
    return (amended_original(meetings.alert(meetings.decision()), meetings.REASONS, earlier),)


def digest() -> tuple[Message, ...]:
    told = (meetings.all_elected(), meetings.doubtful(), meetings.director_failed(), meetings.no_counts())
    alerts = [(meetings.alert(report), meetings.REASONS) for report in told]
    return digest_messages([*alerts, (meetings.unreadable(), ())], "Digest: 5 meetings")


MESSAGES: dict[str, Callable[[], tuple[Message, ...]]] = {
    "alert-all-elected": alert(meetings.all_elected),
    "alert-director-failed": alert(meetings.director_failed),
    "alert-say-on-pay-failed": alert(meetings.say_on_pay_failed),
    "alert-frequency": alert(meetings.frequency_chosen),
    "alert-contested": alert(meetings.contested),
    "alert-supermajority-missed": alert(meetings.supermajority_missed),
    "alert-share-classes": alert(meetings.share_classes),
    "alert-no-counts": alert(meetings.no_counts),
    "alert-amendment": unheard_of,
    "alert-preliminary": alert(meetings.preliminary),
    "alert-doubtful": alert(meetings.doubtful),
    "alert-huge": alert(meetings.huge),
    "alert-unreadable": bare(meetings.unreadable),
    "alert-succession": lambda: (meetings.succession_told(meetings.succession(), FOLLOWED),),
    "alert-succession-open": lambda: (meetings.succession_told(meetings.succession(sure=False), FOLLOWED),),
    "alert-late-and-compared": compared,
    "amendment-original": amended,
    "amendment-reply": lambda: (amendment_reply(meetings.alert(meetings.decision()), meetings.frequency_chosen())[0],),
    "digest": digest,
    "lookup-latest": lambda: (lookup_message(answers.latest()),),
    "lookup-all": lambda: (lookup_message(answers.all_meetings()),),
    "lookup-say-on-pay": lambda: (lookup_message(answers.pay_over_the_years()),),
    "lookup-director": lambda: (lookup_message(answers.director()),),
    "lookup-unknown-director": lambda: (lookup_message(answers.unknown_director()),),
    "lookup-nothing-held": lambda: (lookup_message(answers.nothing_held()),),
    "lookup-not-found": lambda: (lookup_message(answers.not_found()),),
    "lookup-never-heard-of": lambda: (lookup_message(answers.never_heard_of()),),
    "lookup-followed": lambda: (lookup_message(answers.followed()),),
    "lookup-edgar-refused": lambda: (lookup_message(answers.refused()),),
    "lookup-edgar-refused-meetings": lambda: (lookup_message(answers.refused_meetings()),),
    "lookup-help": lambda: (lookup_message(Help()),),
    "lookup-picture": lambda: (picture_message(answers.picture()),),
    "lookup-asking": lambda: (asking_message("Harbor & Lantern"),),
    "watch-test": lambda: sample_messages(meetings.alert(meetings.say_on_pay_failed()), "U0ANA"),
    "watch-list": lambda: (forms.watched(),),
    "watch-added": lambda: (forms.added(),),
    "watch-status": lambda: (forms.status(),),
    "watch-audit": lambda: (forms.audit(),),
    "watch-help": lambda: (help_message(),),
}

VIEWS: dict[str, Callable[[], dict[str, object]]] = {
    "view-evidence": lambda: evidence_view(meetings.say_on_pay_failed(), meetings.ACCESSION, meetings.FILING_URL),
    "view-home": forms.home,
    "view-home-of-nobody": forms.nobody_home,
    "view-editor": forms.editor,
    "view-mute": forms.mute,
    "view-share": forms.share,
    "view-import": forms.pasting,
}


def as_json(messages: tuple[Message, ...]) -> str:
    shown = [{"text": message.text, "blocks": message.blocks} for message in messages]
    return json.dumps(shown, indent=1, ensure_ascii=False) + "\n"


def as_text(messages: tuple[Message, ...]) -> str:
    """What a person reads in the channel and, under it, in a notification."""
    parts = [f"{plain_text(message)}\n\n{'.' * 20} as a notification\n{message.text}" for message in messages]
    return f"\n\n{'~' * 20} in the thread\n".join(parts) + "\n"


def written() -> dict[str, str]:
    """Every golden file's name and what it should hold."""
    files = {f"{name}.json": as_json(make()) for name, make in MESSAGES.items()}
    files |= {f"{name}.txt": as_text(make()) for name, make in MESSAGES.items()}
    files |= {f"{name}.json": json.dumps(make(), indent=1, ensure_ascii=False) + "\n" for name, make in VIEWS.items()}
    return files


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in written().items():
        (FOLDER / name).write_text(content, encoding="utf-8")

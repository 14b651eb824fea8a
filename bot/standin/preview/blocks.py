"""Blocks as HTML, one function a type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bot.standin.preview.mrkdwn import anchor, moment, render_mrkdwn

Json = dict[str, Any]


def render_blocks(blocks: Iterable[Json]) -> str:
    return "".join(f'<div class="block {escape(str(b.get("type", "")))}">{_block(b)}</div>' for b in blocks)


def text_of(node: Json | None) -> str:
    """HTML of a text object, plain or mrkdwn."""
    if not node:
        return ""
    text = str(node.get("text", ""))
    return render_mrkdwn(text) if node.get("type") == "mrkdwn" else escape(text).replace("\n", "<br>")


def _block(block: Json) -> str:
    kind = str(block.get("type", ""))
    render = _BLOCKS.get(kind)
    return render(block) if render else f'<p class="unknown">[{escape(kind) or "block without a type"}]</p>'


def _header(block: Json) -> str:
    return f"<h3>{text_of(block.get('text'))}</h3>"


def _section(block: Json) -> str:
    text = f"<div>{text_of(block['text'])}</div>" if block.get("text") else ""
    pairs = "".join(f"<div>{text_of(each)}</div>" for each in block.get("fields", []))
    body = text + (f'<div class="fields">{pairs}</div>' if pairs else "")
    beside = _element(block["accessory"]) if block.get("accessory") else ""
    return f'<div class="body">{body}</div><div class="accessory">{beside}</div>' if beside else body


def _context(block: Json) -> str:
    return "".join(
        f"<span>{_image(each) if each.get('type') == 'image' else text_of(each)}</span>"
        for each in block.get("elements", [])
    )


def _divider(_: Json) -> str:
    return "<hr>"


def _image(block: Json) -> str:
    alt, url = escape(str(block.get("alt_text", ""))), str(block.get("image_url", ""))
    title = f"<figcaption>{text_of(block['title'])}</figcaption>" if isinstance(block.get("title"), dict) else ""
    followed = urlsplit(url).scheme in {"http", "https"} or url.startswith("data:image/png;base64,")
    instead = f"Picture: {alt}" if "slack_file" in block else f"[{alt}]"
    picture = f'<img src="{escape(url)}" alt="{alt}">' if followed else f'<span class="unknown">{instead}</span>'
    return f"<figure>{title}{picture}</figure>"


def _actions(block: Json) -> str:
    return "".join(_element(each) for each in block.get("elements", []))


def _element(element: Json) -> str:
    """Something to press or to fill in. It does nothing here, save links."""
    kind = element.get("type")
    if kind == "image":
        return _image(element)
    if kind == "button":
        return _button(element)
    if kind == "overflow":
        return '<span class="button" role="button" aria-label="More">⋯</span>'
    shown = element.get("initial_value") or _chosen(element) or text_of(element.get("placeholder")) or kind
    return f'<span class="field">{shown}{" ▾" if "select" in str(kind) else ""}</span>'


def _chosen(element: Json) -> str:
    option = element.get("initial_option")
    return text_of(option.get("text")) if isinstance(option, dict) else ""


def _button(element: Json) -> str:
    label = text_of(element.get("text"))
    spoken = (
        f' aria-label="{escape(str(element["accessibility_label"]))}"' if element.get("accessibility_label") else ""
    )
    look = f"button {escape(str(element.get('style', '')))}".strip()
    if urlsplit(str(element.get("url", ""))).scheme in {"http", "https"}:
        address = escape(str(element["url"]))
        return f'<a class="{look}" href="{address}" target="_blank" rel="noopener noreferrer"{spoken}>{label}</a>'
    return f'<span class="{look}" role="button"{spoken}>{label}</span>'


def _table(block: Json) -> str:
    settings = block.get("column_settings") or []
    rows = block.get("rows", [])
    head = _row(rows[0], settings, "th") if rows else ""
    body = "".join(_row(row, settings, "td") for row in rows[1:])
    return f'<div class="scroll"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'


def _row(cells: list[Json], settings: list[Json], tag: str) -> str:
    return f"<tr>{''.join(_cell(cell, _setting(settings, place), tag) for place, cell in enumerate(cells))}</tr>"


def _cell(cell: Json, setting: Json, tag: str) -> str:
    align = setting.get("align") if setting.get("align") in {"right", "center"} else "left"
    wrapped = " wrapped" if setting.get("is_wrapped") else ""
    rich = cell.get("type") == "rich_text"
    content = render_rich(cell.get("elements", [])) if rich else escape(str(cell.get("text", "")))
    return f'<{tag} class="{align}{wrapped}">{content}</{tag}>'


def _setting(settings: list[Json], place: int) -> Json:
    return (settings[place] if place < len(settings) else None) or {}


def _rich_text(block: Json) -> str:
    return render_rich(block.get("elements", []))


def render_rich(elements: Iterable[Json]) -> str:
    return "".join(_rich(element) for element in elements)


def _rich(element: Json) -> str:
    inside = element.get("elements", [])
    match element.get("type"):
        case "rich_text_section":
            return f"<span>{render_rich(inside)}</span>"
        case "rich_text_list":
            tag = "ol" if element.get("style") == "ordered" else "ul"
            return f"<{tag}>{''.join(f'<li>{_rich(each)}</li>' for each in inside)}</{tag}>"
        case "rich_text_quote":
            return f"<blockquote>{render_rich(inside)}</blockquote>"
        case "rich_text_preformatted":
            return f"<pre>{render_rich(inside)}</pre>"
        case _:
            return _styled(element, _leaf(element))


def _leaf(element: Json) -> str:
    match element.get("type"):
        case "text":
            return escape(str(element.get("text", ""))).replace("\n", "<br>")
        case "link":
            url = str(element.get("url", ""))
            return anchor(url, str(element.get("text") or url))
        case "date":
            pattern = str(element.get("format", "{date}"))
            return moment(str(element.get("timestamp", "")), pattern, str(element.get("fallback", "")))
        case "user" | "usergroup" | "channel" | "broadcast" as kind:
            named = next(
                (element[key] for key in ("user_id", "usergroup_id", "channel_id", "range") if key in element), ""
            )
            return f'<span class="mention">{"#" if kind == "channel" else "@"}{escape(str(named))}</span>'
        case "emoji":
            return f":{escape(str(element.get('name', '')))}:"
    return f'<span class="unknown">[{escape(str(element.get("type")))}]</span>'


def _styled(element: Json, html: str) -> str:
    style = element.get("style")
    tags = {"bold": "b", "italic": "i", "strike": "s", "code": "code"}
    for name, tag in tags.items():
        if isinstance(style, dict) and style.get(name):
            html = f"<{tag}>{html}</{tag}>"
    return html


def _input(block: Json) -> str:
    hint = f"<small>{text_of(block['hint'])}</small>" if block.get("hint") else ""
    return f"<label>{text_of(block.get('label'))}</label>{_element(block.get('element', {}))}{hint}"


_BLOCKS: dict[str, Callable[[Json], str]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "divider": _divider,
    "image": _image,
    "actions": _actions,
    "table": _table,
    "rich_text": _rich_text,
    "input": _input,
}

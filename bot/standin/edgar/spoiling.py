"""Carrying out a misbehaviour on one request."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.standin.edgar.misbehaviour import STATUS_AND_PAGE, Misbehaviour

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

_DRIP_SECONDS = 0.05
_ENDLESS_PIECE = b"x" * 65_536
_ENDLESS_PIECES = 4096
"""Enough to pass any cap of a test, and an end for whoever has none."""


async def spoilt(misbehaviour: Misbehaviour, request: web.Request, answer: Answer) -> web.StreamResponse:
    """Answer in that bad way. Where a good answer is spoilt, it is made first. Silence lasts until they hang up."""
    if misbehaviour in STATUS_AND_PAGE:
        status, content_type, body = STATUS_AND_PAGE[misbehaviour]
        return web.Response(status=status, body=body, headers={"Content-Type": content_type})
    if misbehaviour is Misbehaviour.REDIRECT:
        return web.Response(status=302, headers={"Location": "http://elsewhere.invalid/feed"})
    if misbehaviour is Misbehaviour.RESET:
        return _reset(request)
    if misbehaviour is Misbehaviour.SILENCE:
        await asyncio.Event().wait()
    if misbehaviour is Misbehaviour.ENDLESS:
        return await _stream(request, [_ENDLESS_PIECE] * _ENDLESS_PIECES, 0.0)
    body = _body(await answer(request))
    if misbehaviour is Misbehaviour.CUT_FEED:
        return _again(request, body[: len(body) * 2 // 3])
    if misbehaviour is Misbehaviour.OTHER_ENCODING:
        return _again(request, body.decode("latin-1").encode("utf-16"))
    if misbehaviour is Misbehaviour.CUT_GZIP:
        return _cut_gzip(body)
    return await _stream(request, [body[at : at + 16] for at in range(0, len(body), 16)], _DRIP_SECONDS)


def _body(response: web.StreamResponse) -> bytes:
    body = response.body if isinstance(response, web.Response) else b""
    return bytes(body) if isinstance(body, bytes | bytearray) else b""


def _again(request: web.Request, body: bytes) -> web.Response:
    content_type = "application/atom+xml" if "browse-edgar" in request.path else "text/plain"
    return web.Response(body=body, headers={"Content-Type": content_type})


def _cut_gzip(body: bytes) -> web.Response:
    whole = gzip.compress(body)
    headers = {"Content-Type": "application/atom+xml", "Content-Encoding": "gzip"}
    return web.Response(body=whole[: len(whole) // 2], headers=headers)


def _reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _stream(request: web.Request, pieces: list[bytes], pause: float) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/octet-stream"})
    await response.prepare(request)
    for piece in pieces:
        try:
            await response.write(piece)
        except ConnectionError:
            break
        await asyncio.sleep(pause)
    return response

"""Files in three calls: ask for an address, send the bytes there, say where the file is to be shown."""

from __future__ import annotations

from aiohttp import web

from bot.standin.slack.limits import as_objects
from bot.standin.slack.methods import Refused, method, writable
from bot.standin.slack.workspace import BOT_ID, BOT_USER_ID, Json, Upload, Workspace


@method("files.getUploadURLExternal")
def upload_url(workspace: Workspace, args: Json) -> Json:
    if not args.get("filename") or not int(args.get("length") or 0):
        raise Refused("invalid_arguments")
    upload = Upload(workspace.next_id("F"), str(args["filename"]), int(args["length"]))
    upload.alt_text = str(args.get("alt_txt") or "")
    upload.unready = workspace.slow_files
    workspace.uploads[upload.id] = upload
    return {"file_id": upload.id, "upload_url": f"{args['_origin']}/upload/v1/{upload.id}"}


@method("files.completeUploadExternal")
def complete_upload(workspace: Workspace, args: Json) -> Json:
    uploads = []
    for given in as_objects(args.get("files") or []):
        upload = workspace.uploads.get(given.get("id", ""))
        if upload is None or len(upload.content) != upload.length:
            raise Refused("file_not_found")
        upload.title = given.get("title") or upload.name
        uploads.append(upload)
    if channel_id := args.get("channel_id") or args.get("channels"):
        _share(workspace, str(channel_id), uploads, args)
    return {"files": [_described(u) for u in uploads]}


def _share(workspace: Workspace, channel_id: str, uploads: list[Upload], args: Json) -> None:
    channel = writable(workspace, {"channel": channel_id})
    for upload in uploads:
        upload.channel = channel.id
    message: Json = {"type": "message", "user": BOT_USER_ID, "bot_id": BOT_ID, "ts": workspace.next_ts()}
    message |= {"text": str(args.get("initial_comment") or ""), "files": [_described(u) for u in uploads]}
    if thread_ts := args.get("thread_ts"):
        message["thread_ts"] = thread_ts
    channel.messages.append(message)
    workspace.changed()


def _described(upload: Upload) -> Json:
    return {
        "id": upload.id,
        "name": upload.name,
        "title": upload.title,
        "alt_txt": upload.alt_text,
        "size": upload.length,
        "permalink": f"https://standin.example/files/{upload.id}",
    }


def file_fault(workspace: Workspace, blocks: list[Json]) -> str:
    """What Slack refuses of the files that blocks show; ``""`` where it takes them."""
    for block in blocks:
        file_id = (block.get("slack_file") or {}).get("id")
        if block.get("type") != "image" or file_id is None:
            continue
        upload = workspace.uploads.get(file_id)
        if upload is None or not upload.content or upload.unready > 0:
            if upload is not None:
                upload.unready -= 1
            return "invalid_blocks"
    return ""


async def receive_upload(workspace: Workspace, request: web.Request) -> web.Response:
    """The bytes, raw or as a form's file."""
    upload = workspace.uploads.get(request.match_info["file_id"])
    if upload is None:
        return web.Response(status=404, text="no such upload")
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        part = next(iter(form.values()))
        upload.content = part.file.read() if isinstance(part, web.FileField) else str(part).encode()
    else:
        upload.content = await request.read()
    return web.Response(text=f"OK - {len(upload.content)}")

"""Asking about chats and their members."""

from __future__ import annotations

from sandbox.botapi.access import require_admin, seen
from sandbox.botapi.call import Call
from sandbox.botapi.errors import bad
from sandbox.botapi.rooms import Json
from sandbox.botapi.world import ADMIN_STATES, BOT, GONE, World

_NO_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)
_RIGHTS = (
    "can_be_edited", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_post_messages", "can_edit_messages", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip
_LIMITS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip


def get_chat(world: World, call: Call) -> Json:
    """Return a chat that the bot can see."""
    room = seen(world, call)
    more = {"accent_color_id": 0, "max_reaction_count": 0, "accepted_gift_types": _NO_GIFTS}
    return {**world.chat_json(room), **more}


def get_chat_member(world: World, call: Call) -> Json:
    """Return what somebody is in a chat."""
    room, user = seen(world, call), call.number("user_id")
    return member(world, room.members.get(user, "left"), user)


def get_chat_member_count(world: World, call: Call) -> int:
    """Count who is in a chat, the bot too."""
    return sum(status not in GONE for status in seen(world, call).members.values())


def get_chat_administrators(world: World, call: Call) -> list[Json]:
    """Return a chat's administrators, other bots aside."""
    room = seen(world, call)
    if room.type == "private":
        raise bad("there are no administrators in the private chat")
    return [member(world, status, user) for user, status in room.members.items() if status in ADMIN_STATES]


def leave_chat(world: World, call: Call) -> bool:
    """Leave."""
    room = seen(world, call)
    if room.type == "private":
        raise bad("chat member status can't be changed in private chats")
    room.members[BOT["id"]] = "left"
    world.announce({"type": "chat", "chat_id": room.id})
    return True


def create_forum_topic(world: World, call: Call) -> Json:
    """Make a topic of a forum."""
    room, name = seen(world, call), call.text("name")
    if not room.is_forum:
        raise bad("the chat is not a forum")
    require_admin(room, "create a topic")
    if not 1 <= len(name) <= 128:
        raise bad("TOPIC_TITLE_INVALID")
    return {"message_thread_id": room.add_topic(name), "name": name, "icon_color": 0x6FB9F0}


def member(world: World, status: str, user_id: int) -> Json:
    """Return the Bot API's ChatMember."""
    user = BOT if user_id == BOT["id"] else world.person(user_id).json()
    shape: Json = {"status": status, "user": user}
    match status:
        case "creator":
            return shape | {"is_anonymous": False}
        case "administrator":
            return shape | dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False}
        case "restricted":
            return shape | dict.fromkeys(_LIMITS, False) | {"is_member": True, "until_date": 0}
        case "kicked":
            return shape | {"until_date": 0}
    return shape

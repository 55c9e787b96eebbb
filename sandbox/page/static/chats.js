// The list of my chats.

import { avatar, by, clock, element } from "./dom.js";
import { colourOf, messagesOf, myChats, titleOf, world } from "./world.js";
import { serviceText } from "./bubble.js";

export function showChats(open) {
  const focused = document.activeElement?.dataset?.chat;
  by("chat-list").replaceChildren(...myChats().map((one) => item(one, open)));
  if (focused) document.querySelector(`[data-chat="${focused}"]`)?.focus();
  const unread = [...world.unread.values()].reduce((sum, count) => sum + count, 0);
  document.title = `${unread ? `(${unread}) ` : ""}hubwire sandbox`;
}

function item(one, open) {
  const last = messagesOf(one.id).at(-1);
  const unread = world.unread.get(one.id) || 0;
  const view = element("button", { className: "chat-item", dataset: { testid: "chat-item", chat: one.id } },
    avatar(titleOf(one), colourOf(one)),
    element("span", { className: "chat-words" },
      element("span", { className: "chat-top" }, element("strong", { textContent: titleOf(one) }), element("time", { textContent: last ? clock(last.date) : "" })),
      element("span", { className: "chat-top" }, element("small", { textContent: preview(one, last) }), ...badge(unread))));
  view.setAttribute("aria-current", String(one.id === world.open));
  view.addEventListener("click", () => open(one.id));
  return view;
}

function badge(unread) {
  return unread ? [element("span", { className: "badge", textContent: String(unread), attributes: { "aria-label": `${unread} unread` } })] : [];
}

function preview(one, last) {
  if (world.typing.get(one.id) > Date.now()) return "typing…";
  if (!last) return one.type === "private" ? "Press Start" : one.type;
  const service = serviceText(last);
  if (service) return service;
  const words = last.text || last.caption || (last.file ? `📄 ${last.file.file_name || "photo"}` : "…");
  const mine = last.from?.id === world.me ? "You: " : "";
  return mine + words.replaceAll("\n", " ");
}

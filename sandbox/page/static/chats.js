// The list of chats of the person that I am.

import { element } from "./messages.js";

const COLOURS = ["#1f7a6d", "#b5533c", "#4a6fa5", "#8a5a83", "#7a7d2c", "#a06a1f"];

export function avatar(view, title, id) {
  view.textContent = (title || "?").trim().slice(0, 1).toUpperCase();
  view.style.background = COLOURS[Math.abs(id) % COLOURS.length];
}

export function titleOf(chat, bot) {
  return chat.type === "private" ? bot.first_name : chat.title;
}

export function chatItem(chat, { bot, last, unread, current, open }) {
  const item = element("button", { className: "chat-item" });
  item.dataset.testid = "chat-item";
  item.setAttribute("aria-current", String(current));
  const face = element("div", { className: "avatar" });
  avatar(face, titleOf(chat, bot), chat.id);
  const words = element("div");
  words.append(
    element("strong", { textContent: titleOf(chat, bot) }),
    element("small", { textContent: last ? last.text || "…" : chat.type === "private" ? "Press Start" : chat.type }),
  );
  item.append(face, words);
  if (unread) item.append(element("span", { className: "badge", textContent: String(unread) }));
  item.addEventListener("click", () => open(chat.id));
  return item;
}

// A conversation: bubbles, service lines and buttons.

import { api } from "./api.js";
import { toast } from "./toast.js";

const waiting = new Map(); // presses that were not answered yet, by query id

export function messageView(message, me) {
  const text = serviceText(message);
  if (text) return element("div", { className: "service", textContent: text });
  const mine = message.from && message.from.id === me;
  const row = element("div", { className: `row${mine ? " mine" : ""}`, id: `m${message.message_id}` });
  row.dataset.testid = "message";
  row.append(bubble(message, mine));
  const rows = (message.reply_markup && message.reply_markup.inline_keyboard) || [];
  if (rows.length) row.append(keys(rows, message, me));
  return row;
}

export function answered(event) {
  const button = waiting.get(String(event.query_id));
  if (!button) return;
  waiting.delete(String(event.query_id));
  button.removeAttribute("aria-busy");
  if (event.text && event.show_alert) alert(event.text);
  else if (event.text) toast(event.text);
}

function bubble(message, mine) {
  const box = element("div", { className: "bubble" });
  if (!mine && message.chat.type !== "private") box.append(element("span", { className: "author", textContent: author(message) }));
  if (message.reply_to_message) box.append(element("span", { className: "quote", textContent: message.reply_to_message.text || "…" }));
  const body = element("span");
  body.innerHTML = message.html; // made by the sandbox's server, which escapes every character of a text
  box.append(body);
  if (message.document) {
    const file = element("a", { href: message.document.url, textContent: `📄 ${message.document.file_name}` });
    file.download = message.document.file_name;
    box.append(file);
  }
  const moment = new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  box.append(element("time", { className: "time", textContent: `${message.edit_date ? "edited " : ""}${moment}` }));
  return box;
}

function keys(rows, message, me) {
  const board = element("div", { className: "keys" });
  for (const row of rows) {
    const line = element("div");
    for (const button of row) line.append(key(button, message, me));
    board.append(line);
  }
  return board;
}

function key(button, message, me) {
  if (button.url) {
    const link = element("a", { className: "key", href: button.url, textContent: `${button.text} ↗` });
    link.target = "_blank";
    return link;
  }
  const view = element("button", { className: "key", textContent: button.text });
  view.dataset.testid = "inline-button";
  view.addEventListener("click", async () => {
    view.setAttribute("aria-busy", "true");
    const { query_id } = await api.press(message.chat.id, me, message.message_id, button.callback_data);
    waiting.set(String(query_id), view);
    setTimeout(() => view.removeAttribute("aria-busy"), 10000);
  });
  return view;
}

function author(message) {
  return message.from ? message.from.first_name : message.chat.title;
}

function serviceText(message) {
  if (message.new_chat_members) return `${message.new_chat_members.map((one) => one.first_name).join(", ")} joined`;
  if (message.migrate_to_chat_id) return "This group became a supergroup";
  return "";
}

export function element(tag, properties = {}) {
  return Object.assign(document.createElement(tag), properties);
}
